package dev.eksdsl.testing.kubernetes.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KubernetesApiServerTest {

    private final TestClient client = new TestClient();

    @Test
    void createdDeployment_hasDefaultsAndCanBeReadBack() {
        TestClient.Response created = client.call("POST", "/apis/apps/v1/namespaces/default/deployments", DEPLOYMENT);
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.json().at("/spec/strategy/rollingUpdate/maxSurge").asText())
                .isEqualTo("25%");
        assertThat(created.json()
                        .at("/spec/template/spec/containers/0/imagePullPolicy")
                        .asText())
                .isEqualTo("IfNotPresent");
        assertThat(client.get("/apis/apps/v1/namespaces/default/deployments/web")
                        .json())
                .isEqualTo(created.json());
    }

    @Test
    void controllers_seeChangesInOrderAndTheSameObjects() {
        List<String> seen = new ArrayList<>();
        client.server()
                .subscribe((type, resource, object) -> seen.add(type + " " + resource + " "
                        + object.at("/metadata/name").asText()));
        client.call("POST", "/apis/apps/v1/namespaces/default/deployments", DEPLOYMENT);
        ObjectNode status = client.server()
                .updateStatus(
                        "deployments.apps",
                        "default",
                        "web",
                        object -> object.withObject("/status").put("replicas", 1));
        client.server()
                .update(
                        "deployments.apps",
                        "default",
                        "web",
                        object -> object.withObject("/spec").put("replicas", 3));
        client.server()
                .update(
                        "deployments.apps",
                        "default",
                        "web",
                        object -> object.withObject("/spec").put("replicas", 3));
        client.server().delete("deployments.apps", "default", "web");

        assertThat(status.at("/metadata/generation").asInt()).isEqualTo(1);
        assertThat(seen)
                .containsExactly(
                        "ADDED deployments.apps web",
                        "MODIFIED deployments.apps web",
                        "MODIFIED deployments.apps web",
                        "DELETED deployments.apps web");
    }

    private static final String DEPLOYMENT = """
            {"metadata":{"name":"web"},"spec":{"selector":{"matchLabels":{"app":"web"}},
             "template":{"metadata":{"labels":{"app":"web"}},"spec":{"containers":[{"name":"c","image":"nginx:1"}]}}}}
            """;
}
