package dev.eksdsl.testing.kubernetes.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class KubernetesQuotaTest {

    private static final String CORE = "/api/v1/namespaces/default/";

    private final TestClient client = new TestClient();

    @Test
    void countAboveTheQuota_isRefusedUntilSomethingGoes() {
        quota("{\"configmaps\":\"1\"}");
        assertThat(create("configmaps", "{\"metadata\":{\"name\":\"a\"}}").status())
                .isEqualTo(201);

        TestClient.Response refused = create("configmaps", "{\"metadata\":{\"name\":\"b\"}}");

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json().path("message").asText())
                .isEqualTo("configmaps \"b\" is forbidden: exceeded quota: q, requested: configmaps=1,"
                        + " used: configmaps=1, limited: configmaps=1");
        client.call("DELETE", CORE + "configmaps/a", "");
        assertThat(create("configmaps", "{\"metadata\":{\"name\":\"b\"}}").status())
                .isEqualTo(201);
    }

    @Test
    void amountsOfPods_areAddedUpInTheStatus() {
        quota("{\"requests.cpu\":\"1\",\"limits.memory\":\"1Gi\",\"pods\":\"5\"}");
        create("pods", pod("a", "{\"requests\":{\"cpu\":\"250m\"},\"limits\":{\"memory\":\"512Mi\"}}"));
        create("pods", pod("b", "{\"requests\":{\"cpu\":\"250m\"},\"limits\":{\"memory\":\"256Mi\"}}"));
        client.pass(Duration.ofSeconds(1));

        JsonNode used = client.get(CORE + "resourcequotas/q").json().at("/status/used");

        assertThat(used.path("requests.cpu").asText()).isEqualTo("500m");
        assertThat(used.path("limits.memory").asText()).isEqualTo("768Mi");
        assertThat(used.path("pods").asText()).isEqualTo("2");
        assertThat(create("pods", pod("c", "{\"requests\":{\"cpu\":\"750m\"},\"limits\":{\"memory\":\"1Mi\"}}"))
                        .json()
                        .path("message")
                        .asText())
                .contains(
                        "exceeded quota: q, requested: requests.cpu=750m, used: requests.cpu=500m, limited: requests.cpu=1");
    }

    @Test
    void podWithoutALimitedAmount_isRefused() {
        quota("{\"limits.cpu\":\"1\"}");

        assertThat(create("pods", pod("a", "{}")).json().path("message").asText())
                .isEqualTo("pods \"a\" is forbidden: failed quota: q: must specify limits.cpu for: c");
    }

    @Test
    void finishedPods_useNothing() {
        quota("{\"pods\":\"1\"}");
        create("pods", pod("a", "{}"));
        client.patch("application/merge-patch+json", CORE + "pods/a/status", "{\"status\":{\"phase\":\"Succeeded\"}}");

        assertThat(create("pods", pod("b", "{}")).status()).isEqualTo(201);
    }

    private void quota(String hard) {
        create("resourcequotas", "{\"metadata\":{\"name\":\"q\"},\"spec\":{\"hard\":" + hard + "}}");
    }

    private TestClient.Response create(String resource, String body) {
        return client.call("POST", CORE + resource, body);
    }

    private static String pod(String name, String resources) {
        return "{\"metadata\":{\"name\":\"" + name + "\"},\"spec\":{\"containers\":[{\"name\":\"c\",\"image\":\"i\","
                + "\"resources\":" + resources + "}]}}";
    }
}
