package dev.eksdsl.testing.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeploymentTest {

    private final TestCluster test = new TestCluster();

    private JsonNode deployment() {
        return test.get("deployments.apps", "default", "web");
    }

    private JsonNode condition(String type) {
        for (JsonNode condition : deployment().at("/status/conditions")) {
            if (condition.path("type").asText().equals(type)) {
                return condition;
            }
        }
        throw new AssertionError("no condition " + type);
    }

    private void image(String image) {
        test.objects()
                .update(
                        "deployments.apps",
                        "default",
                        "web",
                        changed -> ((ObjectNode) changed.at("/spec/template/spec/containers/0")).put("image", image));
    }

    @Test
    void newDeployment_becomesAvailableOnceProbesSucceed() {
        test.nodes(2).pass(30).deployment(3, "web:1").pass(3);
        assertThat(deployment().at("/status/unavailableReplicas").asInt()).isEqualTo(3);
        assertThat(condition("Available").path("status").asText()).isEqualTo("False");

        test.pass(20);

        assertThat(deployment().at("/status/availableReplicas").asInt()).isEqualTo(3);
        assertThat(deployment().at("/status/observedGeneration").asLong())
                .isEqualTo(deployment().at("/metadata/generation").asLong());
        assertThat(deployment()
                        .at("/metadata/annotations/deployment.kubernetes.io~1revision")
                        .asText())
                .isEqualTo("1");
        assertThat(condition("Available").path("reason").asText()).isEqualTo("MinimumReplicasAvailable");
        assertThat(condition("Progressing").path("reason").asText()).isEqualTo("NewReplicaSetAvailable");
        assertThat(test.pods("default"))
                .hasSize(3)
                .allSatisfy(pod -> assertThat(pod.at("/status/podIP").asText()).matches("10\\.0\\.[23]\\.\\d+"))
                .extracting(pod -> pod.at("/status/podIP").asText())
                .doesNotHaveDuplicates();
    }

    @Test
    void rollout_tellsItsProgressInTheRecordedOrder() {
        List<String> progress = new ArrayList<>();
        test.objects().subscribe((type, resource, object) -> {
            if (resource.equals("deployments.apps")) {
                for (JsonNode condition : object.at("/status/conditions")) {
                    String reason = condition.path("reason").asText();
                    boolean repeated = !progress.isEmpty()
                            && progress.get(progress.size() - 1).equals(reason);
                    if (condition.path("type").asText().equals("Progressing") && !repeated) {
                        progress.add(reason);
                    }
                }
            }
        });

        test.nodes(2).pass(30).deployment(2, "web:1").pass(30);
        image("web:2");
        test.pass(120);

        assertThat(progress)
                .containsExactly(
                        "NewReplicaSetCreated",
                        "ReplicaSetUpdated",
                        "NewReplicaSetAvailable",
                        "NewReplicaSetCreated",
                        "ReplicaSetUpdated",
                        "NewReplicaSetAvailable");
    }

    @Test
    void rollback_makesTheOldReplicaSetTheNewestRevision() {
        test.nodes(2).pass(30).deployment(2, "web:1").pass(30);
        image("web:2");
        test.pass(120);
        image("web:1");
        test.pass(120);

        assertThat(test.objects().list("replicasets.apps", "default"))
                .filteredOn(set -> set.at("/spec/replicas").asInt() == 2)
                .singleElement()
                .satisfies(set -> assertThat(set.at("/metadata/annotations/deployment.kubernetes.io~1revision")
                                .asText())
                        .isEqualTo("3"));
        assertThat(test.objects().list("replicasets.apps", "default")).hasSize(2);
    }

    @Test
    void strategyRecreate_hasNoPodsOfTwoVersionsAtOnce() {
        test.nodes(2).pass(30).deployment(2, "web:1");
        test.objects()
                .update(
                        "deployments.apps",
                        "default",
                        "web",
                        changed -> changed.withObject("/spec")
                                .putObject("strategy")
                                .put("type", "Recreate"));
        test.pass(30);
        List<Long> versions = new ArrayList<>();
        test.objects()
                .subscribe((type, resource, object) -> versions.add(test.pods("default").stream()
                        .filter(pod -> !pod.at("/metadata").has("deletionTimestamp"))
                        .map(pod -> pod.at("/spec/containers/0/image").asText())
                        .distinct()
                        .count()));

        image("web:2");
        test.pass(120);

        assertThat(versions).isNotEmpty().allMatch(count -> count <= 1);
        assertThat(test.pods("default"))
                .hasSize(2)
                .allMatch(pod -> pod.at("/spec/containers/0/image").asText().equals("web:2"));
    }

    @Test
    void newImage_replacesPodsWithoutLosingMoreThanAQuarter() {
        test.nodes(3).pass(30).deployment(4, "web:1").pass(30);
        List<Integer> available = new ArrayList<>();
        List<Integer> total = new ArrayList<>();
        test.objects().subscribe((type, resource, object) -> {
            if (resource.equals("deployments.apps")) {
                available.add(object.at("/status/availableReplicas").asInt());
                total.add(object.at("/status/replicas").asInt());
            }
        });

        image("web:2");
        test.pass(120);

        assertThat(available).allMatch(count -> count >= 3);
        assertThat(total).allMatch(count -> count <= 5);
        assertThat(test.pods("default"))
                .hasSize(4)
                .allMatch(pod -> pod.at("/spec/containers/0/image").asText().equals("web:2"));
        assertThat(test.objects().list("replicasets.apps", "default"))
                .extracting(set -> set.at("/spec/replicas").asInt())
                .containsExactlyInAnyOrder(0, 4);
        assertThat(deployment()
                        .at("/metadata/annotations/deployment.kubernetes.io~1revision")
                        .asText())
                .isEqualTo("2");
    }

    @Test
    void imageThatIsMissing_stopsTheRolloutAtItsProgressDeadline() {
        test.nodes(2).pass(30).deployment(3, "web:1").pass(30);
        test.kubernetes.images().missing("web:9");

        image("web:9");
        test.pass(60);

        assertThat(test.pods("default"))
                .filteredOn(pod -> pod.at("/spec/containers/0/image").asText().equals("web:9"))
                .isNotEmpty()
                .allMatch(pod -> pod.at("/status/containerStatuses/0/state/waiting/reason")
                        .asText()
                        .matches("ErrImagePull|ImagePullBackOff"));
        assertThat(deployment().at("/status/availableReplicas").asInt()).isEqualTo(3);

        test.pass(Duration.ofMinutes(11));

        assertThat(condition("Progressing").path("status").asText()).isEqualTo("False");
        assertThat(condition("Progressing").path("reason").asText()).isEqualTo("ProgressDeadlineExceeded");
    }

    @Test
    void containerThatCrashes_isRestartedEverMoreSlowly() {
        test.kubernetes.images().crashes("web:*");
        test.nodes(1).pass(30).deployment(1, "web:1").pass(60);

        JsonNode container = test.pods("default").get(0).at("/status/containerStatuses/0");

        assertThat(container.at("/state/waiting/reason").asText()).isEqualTo("CrashLoopBackOff");
        assertThat(container.path("restartCount").asInt()).isBetween(2, 4);
        assertThat(container.at("/lastState/terminated/exitCode").asInt()).isEqualTo(1);
    }

    @Test
    void scalingDown_keepsThePodsThatAreReady() {
        test.nodes(2).pass(30).deployment(3, "web:1").pass(30);

        test.objects()
                .update(
                        "deployments.apps",
                        "default",
                        "web",
                        changed -> changed.withObject("/spec").put("replicas", 1));
        test.pass(10);

        assertThat(test.pods("default")).hasSize(1);
        assertThat(deployment().at("/status/availableReplicas").asInt()).isEqualTo(1);
    }

    @Test
    void deletedDeployment_takesItsPodsWithIt() {
        test.nodes(2).pass(30).deployment(3, "web:1").pass(30);

        test.objects().delete("deployments.apps", "default", "web");
        test.pass(60);

        assertThat(test.pods("default")).isEmpty();
        assertThat(test.objects().list("replicasets.apps", "default")).isEmpty();
    }

    @Test
    void nodeThatLeaves_losesItsPods_andOthersTakeOver() {
        test.nodes(2).pass(30).deployment(2, "web:1").pass(30);
        String left = test.pods("default").get(0).at("/spec/nodeName").asText();

        test.cluster.nodeLeft(left);
        test.pass(60);

        assertThat(test.objects().list("nodes")).hasSize(1);
        assertThat(test.pods("default"))
                .hasSize(2)
                .noneMatch(pod -> pod.at("/spec/nodeName").asText().equals(left));
        assertThat(deployment().at("/status/availableReplicas").asInt()).isEqualTo(2);
    }
}
