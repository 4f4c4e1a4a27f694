package dev.eksdsl.testing.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eksdsl.testing.kubernetes.KubernetesCluster.FargateProfileFacts;
import dev.eksdsl.testing.kubernetes.KubernetesCluster.SelectorFacts;
import dev.eksdsl.testing.kubernetes.KubernetesCluster.TaintFacts;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchedulingTest {

    private final TestCluster test = new TestCluster();

    private void pod(String namespace, String spec) {
        test.create("pods", """
                apiVersion: v1
                kind: Pod
                metadata: {name: p, namespace: %s, labels: {app: api}}
                spec: {containers: [{name: c, image: "busybox:1"%s}]%s}
                """.formatted(
                        namespace,
                        spec.startsWith("resources") ? ", " + spec : "",
                        spec.startsWith("resources") || spec.isEmpty() ? "" : ", " + spec));
    }

    private JsonNode pod(String namespace) {
        return test.get("pods", namespace, "p");
    }

    private String refusal() {
        for (JsonNode condition : pod("default").at("/status/conditions")) {
            if (condition.path("type").asText().equals("PodScheduled")) {
                assertThat(condition.path("status").asText()).isEqualTo("False");
                assertThat(condition.path("reason").asText()).isEqualTo("Unschedulable");
                return condition.path("message").asText();
            }
        }
        return "";
    }

    @Test
    void newNode_isTaintedUntilItIsReady() {
        test.nodes(1).pass(1);
        JsonNode young = test.objects().list("nodes").get(0);
        assertThat(young.at("/spec/taints/0/key").asText()).isEqualTo("node.kubernetes.io/not-ready");
        pod("default", "");
        test.pass(1);
        assertThat(refusal()).contains("1 node(s) had untolerated taint {node.kubernetes.io/not-ready: }");

        test.pass(30);

        JsonNode ready = test.objects().list("nodes").get(0);
        assertThat(ready.at("/spec/taints")).isEmpty();
        assertThat(ready.at("/status/capacity/pods").asText()).isEqualTo("29");
        assertThat(ready.at("/metadata/labels/topology.kubernetes.io~1zone").asText())
                .isEqualTo("eu-west-1a");
        assertThat(pod("default").at("/status/phase").asText()).isEqualTo("Running");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                      | 0/3 nodes are available: 3 node(s) had untolerated taint {dedicated: api}. preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.
            tolerations: [{operator: Exists}], nodeSelector: {disk: ssd} | 0/3 nodes are available: 3 node(s) didn't match Pod's node affinity/selector. preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.
            tolerations: [{key: dedicated, value: web, effect: NoSchedule}] | 0/3 nodes are available: 3 node(s) had untolerated taint {dedicated: api}. preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.
            """)
    void podThatNoNodeSuits_saysWhyAsTheSchedulerDoes(String spec, String message) {
        test.nodes(3, new TaintFacts("dedicated", "api", "NoSchedule")).pass(30);

        pod("default", spec);
        test.pass(5);

        assertThat(refusal()).isEqualTo(message);
        assertThat(test.objects().list("events", "default"))
                .anyMatch(event -> event.path("reason").asText().equals("FailedScheduling")
                        && event.path("message").asText().equals(message));
    }

    @Test
    void podThatAsksForTooMuch_waitsForALargerNode() {
        test.nodes(2).pass(30);

        pod("default", "resources: {requests: {cpu: '4', memory: 1Gi}}");
        test.pass(5);

        assertThat(refusal())
                .isEqualTo("0/2 nodes are available: 2 Insufficient cpu. preemption: 0/2 nodes are available: 2 No"
                        + " preemption victims found for incoming pod.");
    }

    @Test
    void clusterWithoutNodes_saysSo() {
        pod("default", "");
        test.pass(5);

        assertThat(refusal()).isEqualTo("no nodes available to schedule pods");
    }

    @Test
    void taintThatIsTolerated_isNoObstacle() {
        test.nodes(1, new TaintFacts("dedicated", "api", "NoSchedule")).pass(30);

        pod("default", "tolerations: [{key: dedicated, value: api, effect: NoSchedule}]");
        test.pass(20);

        assertThat(pod("default").at("/status/phase").asText()).isEqualTo("Running");
    }

    @Test
    void podOfAFargateProfile_getsANodeOfItsOwn_untilItGoes() {
        test.cluster.fargateProfiles(List.of(new FargateProfileFacts(
                "api", List.of(new SelectorFacts("def*", Map.of("app", "api"))), List.of("subnet-private-a"))));

        pod("default", "resources: {requests: {cpu: 300m, memory: 1Gi}}");
        test.pass(50);
        assertThat(test.objects().list("nodes")).isEmpty();
        test.pass(30);

        JsonNode running = pod("default");
        assertThat(running.at("/status/phase").asText()).isEqualTo("Running");
        assertThat(running.at("/spec/nodeName").asText())
                .matches("fargate-ip-10-0-2-\\d+\\.eu-west-1\\.compute\\.internal");
        assertThat(running.at("/metadata/annotations/CapacityProvisioned").asText())
                .isEqualTo("0.5vCPU 2GB");
        JsonNode node = test.objects().list("nodes").get(0);
        assertThat(node.at("/metadata/labels/eks.amazonaws.com~1compute-type").asText())
                .isEqualTo("fargate");
        assertThat(test.cloud.interfaces).hasSize(1);

        test.objects().delete("pods", "default", "p");
        test.pass(30);

        assertThat(test.objects().list("nodes")).isEmpty();
        assertThat(test.cloud.interfaces).isEmpty();
    }

    @Test
    void podOutsideEveryFargateProfile_needsAnOrdinaryNode() {
        test.cluster.fargateProfiles(List.of(new FargateProfileFacts(
                "api", List.of(new SelectorFacts("default", Map.of("app", "web"))), List.of("subnet-private-a"))));

        pod("default", "");
        test.pass(120);

        assertThat(refusal()).isEqualTo("no nodes available to schedule pods");
    }
}
