package dev.eksdsl.testing.kubernetes.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KubernetesRulesTest {

    private static final String CORE = "/api/v1/namespaces/default/";
    private static final String MERGE = "application/merge-patch+json";

    private final TestClient client = new TestClient();

    @Test
    void serviceThatIsNoLongerExposed_givesItsPortBack() {
        create("services", service("a", "NodePort", ",\"nodePort\":30100"));
        client.patch(MERGE, CORE + "services/a", "{\"spec\":{\"type\":\"ClusterIP\"}}");

        assertThat(create("services", service("b", "NodePort", ",\"nodePort\":30100"))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void dryRunOfAService_takesNoAddress() {
        JsonNode shown = client.call("POST", CORE + "services?dryRun=All", service("a", "ClusterIP", ""))
                .json();

        assertThat(shown.at("/spec/clusterIP").asText()).isEqualTo("172.20.0.0");
        assertThat(client.get(CORE + "services/a").status()).isEqualTo(404);
    }

    @Test
    void podsSpec_isFixedButForItsImages() {
        create("pods", POD);

        assertThat(client.patch(MERGE, CORE + "pods/p", "{\"spec\":{\"nodeName\":\"n\"}}")
                        .status())
                .isEqualTo(422);
        assertThat(client.patch(
                                "application/strategic-merge-patch+json",
                                CORE + "pods/p",
                                "{\"spec\":{\"containers\":[{\"name\":\"c\",\"image\":\"new\"}]}}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void disruptionBudget_hasAMinimumOrAMaximum() {
        TestClient.Response refused = client.call(
                "POST",
                "/apis/policy/v1/namespaces/default/poddisruptionbudgets",
                "{\"metadata\":{\"name\":\"b\"},\"spec\":{\"minAvailable\":1,\"maxUnavailable\":1}}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().path("message").asText())
                .endsWith("minAvailable and maxUnavailable cannot be both set");
    }

    @Test
    void evictionAgainstABudget_isRefused_withoutOneItIsAllowed() {
        create("pods", POD);
        client.call("POST", CORE + "pods/p/binding", "{\"target\":{\"kind\":\"Node\",\"name\":\"n\"}}");
        client.patch(MERGE, CORE + "pods/p/status", "{\"status\":{\"phase\":\"Running\"}}");
        String budgets = "/apis/policy/v1/namespaces/default/poddisruptionbudgets";
        client.call(
                "POST",
                budgets,
                "{\"metadata\":{\"name\":\"b\"},\"spec\":{\"minAvailable\":1,"
                        + "\"selector\":{\"matchLabels\":{\"app\":\"a\"}}}}");
        String eviction = "{\"apiVersion\":\"policy/v1\",\"kind\":\"Eviction\",\"metadata\":{\"name\":\"p\"}}";

        assertThat(client.call("POST", CORE + "pods/p/eviction", eviction).status())
                .isEqualTo(429);
        client.call("DELETE", budgets + "/b", "");
        assertThat(client.call("POST", CORE + "pods/p/eviction", eviction).status())
                .isEqualTo(201);
        JsonNode pod = client.get(CORE + "pods/p").json();
        assertThat(pod.at("/metadata/deletionGracePeriodSeconds").asInt()).isEqualTo(30);
        assertThat(pod.at("/status/conditions").findValuesAsText("type")).contains("DisruptionTarget");
    }

    @Test
    void goingObject_getsNoFurtherFinalizer() {
        create("configmaps", "{\"metadata\":{\"name\":\"c\",\"finalizers\":[\"x.y/z\"]}}");
        client.call("DELETE", CORE + "configmaps/c", "");

        TestClient.Response refused =
                client.patch(MERGE, CORE + "configmaps/c", "{\"metadata\":{\"finalizers\":[\"x.y/z\",\"a.b/c\"]}}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().path("message").asText()).contains("found new finalizers []string{\"a.b/c\"}");
    }

    @Test
    void continueToken_expiresWithTheRevisionItStandsFor() {
        create("configmaps", "{\"metadata\":{\"name\":\"a\"}}");
        create("configmaps", "{\"metadata\":{\"name\":\"b\"}}");
        String token = client.get(CORE + "configmaps?limit=1")
                .json()
                .at("/metadata/continue")
                .asText();
        client.pass(Duration.ofMinutes(1));
        create("configmaps", "{\"metadata\":{\"name\":\"c\"}}");
        assertThat(client.get(CORE + "configmaps?limit=1&continue=" + token).status())
                .isEqualTo(200);

        client.pass(Duration.ofMinutes(11));

        assertThat(client.get(CORE + "configmaps?limit=1&continue=" + token).status())
                .isEqualTo(410);
    }

    @Test
    void events_areShownWithTheirObjectAndAge() {
        create(
                "events",
                "{\"metadata\":{\"name\":\"e\"},\"involvedObject\":{\"kind\":\"Pod\",\"name\":\"p\","
                        + "\"namespace\":\"default\"},\"reason\":\"Started\",\"type\":\"Normal\",\"message\":\"m\","
                        + "\"lastTimestamp\":\"2026-11-22T12:00:00Z\"}");
        client.pass(Duration.ofSeconds(30));

        JsonNode table = client.call(
                        "GET", CORE + "events", "", Map.of("Accept", "application/json;as=Table;v=v1;g=meta.k8s.io"))
                .json();

        assertThat(table.at("/rows/0/cells").toString())
                .startsWith("[\"30s\",\"Normal\",\"Started\",\"pod/p\"")
                .endsWith("1,\"e\"]");
    }

    @Test
    void readiness_isToldCheckByCheck() {
        assertThat(client.get("/readyz").text()).isEqualTo("ok");
        assertThat(client.get("/readyz?verbose").text())
                .startsWith("[+]ping ok\n")
                .endsWith("readyz check passed\n");
        assertThat(client.get("/livez/etcd").text()).isEqualTo("ok");
        assertThat(client.get("/livez/nope").status()).isEqualTo(404);
    }

    private TestClient.Response create(String resource, String body) {
        return client.call("POST", CORE + resource, body);
    }

    private static String service(String name, String type, String more) {
        return "{\"metadata\":{\"name\":\"" + name + "\"},\"spec\":{\"type\":\"" + type + "\",\"ports\":[{\"port\":80"
                + more + "}]}}";
    }

    private static final String POD =
            "{\"metadata\":{\"name\":\"p\",\"labels\":{\"app\":\"a\"}},\"spec\":{\"containers\":[{\"name\":\"c\",\"image\":\"i\"}]}}";
}
