package dev.eksdsl.testing.kubernetes.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class KubernetesWatchTest {

    private static final String PATH = "/api/v1/namespaces/default/configmaps";

    private final TestClient client = new TestClient();

    @Test
    void objectThatLeavesTheSelector_arrivesAsDeleted() {
        TestClient.Response watch = client.get(PATH + "?watch=true&labelSelector=app%3Da&timeoutSeconds=10");
        client.call("POST", PATH, "{\"metadata\":{\"name\":\"c\",\"labels\":{\"app\":\"a\"}}}");
        client.patch("application/merge-patch+json", PATH + "/c", "{\"metadata\":{\"labels\":{\"app\":\"b\"}}}");
        assertThat(watch.events())
                .extracting(event -> event.path("type").asText())
                .containsExactly("ADDED", "DELETED");
        assertThat(watch.ended()).isFalse();
        client.pass(Duration.ofSeconds(10));
        assertThat(watch.ended()).isTrue();
    }

    @Test
    void closedWatch_getsNothingMore() {
        TestClient.Response watch = client.get(PATH + "?watch=true");
        watch.close();
        client.call("POST", PATH, "{\"metadata\":{\"name\":\"c\"}}");
        assertThat(watch.text()).isEmpty();
    }

    @Test
    void deletedNamespace_goesWithAllThatIsInIt() {
        client.call("POST", "/api/v1/namespaces", "{\"metadata\":{\"name\":\"n\"}}");
        client.call("POST", "/api/v1/namespaces/n/configmaps", "{\"metadata\":{\"name\":\"c\"}}");
        client.call("DELETE", "/api/v1/namespaces/n", "");
        assertThat(client.call("POST", "/api/v1/namespaces/n/configmaps", "{\"metadata\":{\"name\":\"d\"}}")
                        .status())
                .isEqualTo(403);
        client.pass(Duration.ofSeconds(20));
        assertThat(client.get("/api/v1/namespaces/n").status()).isEqualTo(404);
        assertThat(client.server().list("configmaps", "n")).isEmpty();
    }

    @Test
    void ownedObject_isCollectedAfterItsOwner() {
        String uid = client.call("POST", PATH, "{\"metadata\":{\"name\":\"owner\"}}")
                .json()
                .at("/metadata/uid")
                .asText();
        client.call(
                "POST",
                PATH,
                "{\"metadata\":{\"name\":\"owned\",\"ownerReferences\":[{\"apiVersion\":\"v1\","
                        + "\"kind\":\"ConfigMap\",\"name\":\"owner\",\"uid\":\"" + uid + "\"}]}}");
        client.call("DELETE", PATH + "/owner", "");
        client.pass(Duration.ofSeconds(1));
        assertThat(client.get(PATH + "/owned").status()).isEqualTo(404);
    }
}
