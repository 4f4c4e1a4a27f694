package dev.eksdsl.testing.eks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eksdsl.testing.kubernetes.KubernetesCluster.TaintFacts;
import dev.eksdsl.testing.server.AwsFault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eks.model.DescribeUpdateRequest;
import software.amazon.awssdk.services.eks.model.DescribeUpdateResponse;
import software.amazon.awssdk.services.eks.model.NodegroupStatus;
import software.amazon.awssdk.services.eks.model.NodegroupUpdateStrategies;
import software.amazon.awssdk.services.eks.model.Taint;
import software.amazon.awssdk.services.eks.model.TaintEffect;
import software.amazon.awssdk.services.eks.model.Update;
import software.amazon.awssdk.services.eks.model.UpdateClusterVersionRequest;
import software.amazon.awssdk.services.eks.model.UpdateClusterVersionResponse;
import software.amazon.awssdk.services.eks.model.UpdateNodegroupConfigRequest;
import software.amazon.awssdk.services.eks.model.UpdateNodegroupConfigResponse;
import software.amazon.awssdk.services.eks.model.UpdateNodegroupVersionRequest;
import software.amazon.awssdk.services.eks.model.UpdateNodegroupVersionResponse;
import software.amazon.awssdk.services.eks.model.UpdateStatus;

class NodegroupUpdateTest {

    private static final Taint TAINT =
            Taint.builder().key("a").value("1").effect(TaintEffect.NO_EXECUTE).build();

    private final EksFixture fixture = new EksFixture();

    @BeforeEach
    void startGroup() {
        fixture.activeCluster(request -> request.version("1.34"));
        fixture.activeNodegroup();
    }

    @Test
    void scaling_addsAndRemovesNodes() {
        update(request -> request.scalingConfig(scaling -> scaling.desiredSize(4)));
        assertThat(fixture.kubernetes().nodes).hasSize(4);
        assertThat(fixture.nodegroup().scalingConfig().desiredSize()).isEqualTo(4);
        update(request -> request.scalingConfig(scaling -> scaling.desiredSize(1)));
        assertThat(fixture.kubernetes().nodes).hasSize(1);
        assertThat(fixture.network.instances).hasSize(1);
    }

    @Test
    void minimumAboveCurrentDesired_isRefused() {
        AwsFault fault = fixture.refusal(config(request -> request.scalingConfig(scaling -> scaling.minSize(3))));
        assertThat(fault).hasMessage("Minimum capacity 3 can't be greater than desired size 2");
    }

    @Test
    void labelsAndTaints_reachTheNodes() {
        update(request -> request.labels(labels -> labels.addOrUpdateLabels(Map.of("tier", "api")))
                .taints(taints -> taints.addOrUpdateTaints(TAINT)));
        assertThat(fixture.kubernetes().nodes.values()).allSatisfy(node -> {
            assertThat(node.labels()).containsEntry("tier", "api");
            assertThat(node.taints()).containsExactly(new TaintFacts("a", "1", "NoExecute"));
        });
        update(request -> request.labels(labels -> labels.removeLabels("tier")));
        assertThat(fixture.nodegroup().labels()).isEmpty();
    }

    @Test
    void taintOfSameKeyAndEffect_isReplaced_ofOtherEffect_isAdded() {
        update(request -> request.taints(taints -> taints.addOrUpdateTaints(TAINT)));
        Taint replaced = TAINT.copy(copy -> copy.value("2"));
        Taint added = TAINT.copy(copy -> copy.effect(TaintEffect.NO_SCHEDULE));
        update(request -> request.taints(taints -> taints.addOrUpdateTaints(replaced, added)));
        assertThat(fixture.nodegroup().taints()).containsExactly(replaced, added);
        update(request -> request.taints(taints -> taints.removeTaints(added.copy(copy -> copy.value("whatever")))));
        assertThat(fixture.nodegroup().taints()).containsExactly(replaced);
    }

    @Test
    void secondUpdate_isRefusedWhileTheFirstRuns() {
        fixture.call(
                config(request -> request.scalingConfig(scaling -> scaling.desiredSize(3))),
                UpdateNodegroupConfigResponse.class);
        assertThat(fixture.nodegroup().status()).isEqualTo(NodegroupStatus.UPDATING);
        AwsFault fault = fixture.refusal(versionRequest());
        assertThat(fault.status()).isEqualTo(409);
        assertThat(fault).hasMessage("Nodegroup cannot be updated as it is currently not in Active State");
    }

    @Test
    void newVersion_scalesUp_replacesNodeAfterNode_scalesDown() {
        Set<String> before = Set.copyOf(fixture.kubernetes().nodes.keySet());
        upgradeCluster();
        Update update = fixture.call(versionRequest(), UpdateNodegroupVersionResponse.class)
                .update();

        fixture.pass(Duration.ofMinutes(4));
        assertThat(fixture.kubernetes().nodes)
                .as("two more for each of two zones")
                .hasSize(6);
        assertThat(fixture.kubernetes().nodes.keySet()).containsAll(before);
        assertThat(fixture.nodegroup().scalingConfig().desiredSize()).isEqualTo(2);

        fixture.pass(Duration.ofSeconds(150));
        assertThat(fixture.kubernetes().nodes.keySet()).containsAnyElementsOf(before);
        assertThat(fixture.kubernetes().nodes.keySet().containsAll(before)).isFalse();
        assertThat(describe(update).status()).isEqualTo(UpdateStatus.IN_PROGRESS);

        fixture.pass(Duration.ofMinutes(6));
        assertThat(fixture.kubernetes().nodes.keySet()).doesNotContainAnyElementsOf(before);
        assertThat(fixture.kubernetes().nodes.values())
                .hasSize(2)
                .allSatisfy(node -> assertThat(node.kubeletVersion()).startsWith("v1.35."));
        assertThat(describe(update).status()).isEqualTo(UpdateStatus.SUCCESSFUL);
        assertThat(fixture.nodegroup().version()).isEqualTo("1.35");
        assertThat(fixture.network.instances).hasSize(2);
    }

    @Test
    void minimalStrategy_neverHasMoreNodes() {
        update(request -> request.updateConfig(
                config -> config.maxUnavailable(1).updateStrategy(NodegroupUpdateStrategies.MINIMAL)));
        upgradeCluster();
        fixture.call(versionRequest(), UpdateNodegroupVersionResponse.class);
        for (int minute = 0; minute < 15; minute++) {
            fixture.pass(Duration.ofMinutes(1));
            assertThat(fixture.network.instances).hasSizeLessThanOrEqualTo(2);
        }
        assertThat(fixture.nodegroup().version()).isEqualTo("1.35");
    }

    @Test
    void podsThatMayNotGo_failTheUpdate_unlessForced() {
        fixture.kubernetes().undrainable.addAll(fixture.kubernetes().nodes.keySet());
        upgradeCluster();
        Update update = fixture.call(versionRequest(), UpdateNodegroupVersionResponse.class)
                .update();
        fixture.pass(Duration.ofMinutes(30));
        assertThat(describe(update).status()).isEqualTo(UpdateStatus.FAILED);
        assertThat(describe(update).errors().get(0).errorCodeAsString()).isEqualTo("PodEvictionFailure");
        assertThat(describe(update).errors().get(0).resourceIds()).hasSize(1);
        assertThat(fixture.nodegroup().version()).isEqualTo("1.34");
        assertThat(fixture.network.instances)
                .as("nodes that are too many wait for their pods, for half an hour at most")
                .hasSize(4);
        fixture.pass(Duration.ofMinutes(31));
        assertThat(fixture.network.instances).hasSize(2);

        fixture.kubernetes().undrainable.addAll(fixture.kubernetes().nodes.keySet());
        Update forced = fixture.call(
                        versionRequest().copy(copy -> copy.force(true)), UpdateNodegroupVersionResponse.class)
                .update();
        fixture.pass(Duration.ofMinutes(15));
        assertThat(describe(forced).status()).isEqualTo(UpdateStatus.SUCCESSFUL);
    }

    @Test
    void versionThatIsNotTheClusters_isRefused() {
        AwsFault fault = fixture.refusal(versionRequest().copy(copy -> copy.version("1.35")));
        assertThat(fault).hasMessageContaining("must match the cluster's version 1.34");
    }

    @Test
    void failedUpdate_isToldWithItsReason() {
        fixture.eks.failNext(FakeEks.Lifecycle.NODEGROUP_UPDATE, "PodEvictionFailure", "a budget forbids it");
        Update update = fixture.call(versionRequest(), UpdateNodegroupVersionResponse.class)
                .update();
        fixture.pass(Duration.ofMinutes(4));
        assertThat(describe(update).status()).isEqualTo(UpdateStatus.FAILED);
        assertThat(describe(update).errors())
                .extracting(error -> error.errorCodeAsString())
                .isEqualTo(List.of("PodEvictionFailure"));
        assertThat(fixture.nodegroup().status()).isEqualTo(NodegroupStatus.ACTIVE);
    }

    private void update(Consumer<UpdateNodegroupConfigRequest.Builder> change) {
        Update update = fixture.call(config(change), UpdateNodegroupConfigResponse.class)
                .update();
        fixture.pass(Duration.ofSeconds(20));
        assertThat(describe(update).status()).isEqualTo(UpdateStatus.SUCCESSFUL);
    }

    private static UpdateNodegroupConfigRequest config(Consumer<UpdateNodegroupConfigRequest.Builder> change) {
        UpdateNodegroupConfigRequest.Builder request =
                UpdateNodegroupConfigRequest.builder().clusterName("demo").nodegroupName("workers");
        change.accept(request);
        return request.build();
    }

    private static UpdateNodegroupVersionRequest versionRequest() {
        return UpdateNodegroupVersionRequest.builder()
                .clusterName("demo")
                .nodegroupName("workers")
                .build();
    }

    private void upgradeCluster() {
        fixture.call(
                UpdateClusterVersionRequest.builder()
                        .name("demo")
                        .version("1.35")
                        .build(),
                UpdateClusterVersionResponse.class);
        fixture.pass(Duration.ofMinutes(9));
    }

    private Update describe(Update update) {
        DescribeUpdateRequest request = DescribeUpdateRequest.builder()
                .name("demo")
                .nodegroupName("workers")
                .updateId(update.id())
                .build();
        return fixture.call(request, DescribeUpdateResponse.class).update();
    }
}
