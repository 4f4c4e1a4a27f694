package dev.eksdsl.testing.kubernetes.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KubernetesDefinitionTest {

    private static final String DEFINITIONS = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
    private static final String WIDGETS = "/apis/example.com/v1/namespaces/default/widgets";
    private static final String MERGE = "application/merge-patch+json";

    private final TestClient client = new TestClient();

    @BeforeEach
    void define() {
        assertThat(client.call("POST", DEFINITIONS, DEFINITION).status()).isEqualTo(201);
    }

    @Test
    void definition_isServedOnceItIsEstablished() {
        assertThat(client.get(WIDGETS).status()).isEqualTo(404);
        client.pass(Duration.ofSeconds(1));
        assertThat(client.get(WIDGETS).status()).isEqualTo(200);
        assertThat(client.get("/apis/example.com/v1")
                        .json()
                        .at("/resources/0/name")
                        .asText())
                .isEqualTo("widgets");
    }

    @Test
    void objectAgainstTheSchema_isRefusedWithTheField() {
        client.pass(Duration.ofSeconds(1));

        TestClient.Response refused = create("{\"metadata\":{\"name\":\"w\"},\"spec\":{\"size\":0}}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().at("/details/causes/0/field").asText()).isEqualTo("spec.size");
    }

    @Test
    void scaleOfACustomResource_readsAndWritesItsPaths() {
        client.pass(Duration.ofSeconds(1));
        create("{\"metadata\":{\"name\":\"w\"},\"spec\":{\"size\":2}}");

        assertThat(client.get(WIDGETS + "/w/scale").json().at("/spec/replicas").asInt())
                .isEqualTo(2);
        client.patch(MERGE, WIDGETS + "/w/scale", "{\"spec\":{\"replicas\":5}}");
        assertThat(client.get(WIDGETS + "/w").json().at("/spec/size").asInt()).isEqualTo(5);
    }

    @Test
    void table_hasTheColumnsOfTheDefinition() {
        client.pass(Duration.ofSeconds(1));
        create("{\"metadata\":{\"name\":\"w\"},\"spec\":{\"size\":2}}");

        TestClient.Response table =
                client.call("GET", WIDGETS, "", Map.of("Accept", "application/json;as=Table;v=v1;g=meta.k8s.io"));

        assertThat(table.json().path("columnDefinitions").findValuesAsText("name"))
                .containsExactly("Name", "Size");
        assertThat(table.json().at("/rows/0/cells/1").asInt()).isEqualTo(2);
        assertThat(table.json().path("metadata").has("continue")).isFalse();
    }

    @Test
    void deletedDefinition_takesItsObjectsWithIt_andWaitsForTheirFinalizers() {
        client.pass(Duration.ofSeconds(1));
        create("{\"metadata\":{\"name\":\"w\",\"finalizers\":[\"x.y/z\"]},\"spec\":{\"size\":1}}");
        client.call("DELETE", DEFINITIONS + "/widgets.example.com", "");
        assertThat(create("{\"metadata\":{\"name\":\"late\"},\"spec\":{\"size\":1}}")
                        .status())
                .isEqualTo(405);

        client.pass(Duration.ofSeconds(30));
        assertThat(client.get(DEFINITIONS + "/widgets.example.com").status()).isEqualTo(200);
        assertThat(client.get(WIDGETS + "/w")
                        .json()
                        .at("/metadata/deletionTimestamp")
                        .isTextual())
                .isTrue();

        client.patch(MERGE, WIDGETS + "/w", "{\"metadata\":{\"finalizers\":null}}");
        client.pass(Duration.ofSeconds(6));
        assertThat(client.get(DEFINITIONS + "/widgets.example.com").status()).isEqualTo(404);
        assertThat(client.get(WIDGETS).status()).isEqualTo(404);
    }

    private TestClient.Response create(String body) {
        return client.call(
                "POST", WIDGETS, "{\"apiVersion\":\"example.com/v1\",\"kind\":\"Widget\"," + body.substring(1));
    }

    private static final String DEFINITION = """
            {"metadata":{"name":"widgets.example.com"},
             "spec":{"group":"example.com","scope":"Namespaced","names":{"plural":"widgets","kind":"Widget"},
              "versions":[{"name":"v1","served":true,"storage":true,
               "additionalPrinterColumns":[{"name":"Size","type":"integer","jsonPath":".spec.size"}],
               "subresources":{"scale":{"specReplicasPath":".spec.size","statusReplicasPath":".status.size"}},
               "schema":{"openAPIV3Schema":{"type":"object","properties":{
                "spec":{"type":"object","properties":{"size":{"type":"integer","minimum":1}}},
                "status":{"type":"object","properties":{"size":{"type":"integer"}}}}}}}]}}
            """;
}
