package dev.eksdsl.testing.kubernetes.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KubernetesApplyTest {

    private static final String PATH = "/api/v1/namespaces/default/configmaps/c";

    private final TestClient client = new TestClient();

    @Test
    void fieldOfAnotherManager_conflictsUnlessForced() {
        assertThat(apply("one", "", "{a: '1'}").status()).isEqualTo(201);
        TestClient.Response conflict = apply("two", "", "{a: '2'}");
        assertThat(conflict.status()).isEqualTo(409);
        assertThat(conflict.json().at("/details/causes/0/field").asText()).isEqualTo(".data.a");
        assertThat(apply("two", "&force=true", "{a: '2'}").json().at("/data/a").asText())
                .isEqualTo("2");
    }

    @Test
    void fieldThatIsNoLongerApplied_goesUnlessAnotherManagerHasIt() {
        apply("one", "", "{a: '1', b: '1'}");
        apply("two", "", "{a: '1'}");
        assertThat(apply("one", "", "{}").json().path("data").toString()).isEqualTo("{\"a\":\"1\"}");
    }

    @Test
    void sameDocumentAgain_keepsTheResourceVersion() {
        String version = apply("one", "", "{a: '1'}")
                .json()
                .at("/metadata/resourceVersion")
                .asText();
        assertThat(apply("one", "", "{a: '1'}")
                        .json()
                        .at("/metadata/resourceVersion")
                        .asText())
                .isEqualTo(version);
    }

    private TestClient.Response apply(String manager, String more, String data) {
        return client.patch(
                "application/apply-patch+yaml",
                PATH + "?fieldManager=" + manager + more,
                "{apiVersion: v1, kind: ConfigMap, metadata: {name: c}, data: " + data + "}");
    }
}
