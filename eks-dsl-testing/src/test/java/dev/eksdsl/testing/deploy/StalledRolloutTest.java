package dev.eksdsl.testing.deploy;

import static dev.eksdsl.resource.nodegroup.TaintEffect.NO_SCHEDULE;
import static dev.eksdsl.testing.deploy.WebApi.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.eksdsl.Eks;
import dev.eksdsl.EksClusterSpec;
import dev.eksdsl.EksSession;
import dev.eksdsl.kubernetes.EksKubernetes;
import dev.eksdsl.kubernetes.deploy.EksDeployer;
import dev.eksdsl.kubernetes.deploy.RolloutFailedException;
import dev.eksdsl.kubernetes.deploy.RolloutIssue;
import dev.eksdsl.testing.EksTest;
import dev.eksdsl.testing.FakeAws;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Rollouts that do not come to their end: each is told with its reason and what to do. */
@EksTest
class StalledRolloutTest {

    private FakeAws aws;

    @Test
    void imageIsMissing_failsLongBeforeTheTimeIsOver(EksSession eks, KubernetesClient client) {
        aws.images().missing("*web-api:v2.1");
        Duration before = aws.clock().elapsed();

        RolloutIssue issue = issue(eks, client, WebApi.deployment());

        assertThat(issue.kind()).isEqualTo(RolloutIssue.Kind.IMAGE_PULL);
        assertThat(issue.pods()).isEqualTo(3);
        assertThat(issue.willPass()).isFalse();
        assertThat(issue.message()).contains(WebApi.REPOSITORY + ":v2.1 cannot be pulled");
        assertThat(issue.fix()).contains("push the image, or correct .image(...)");
        assertThat(aws.clock().elapsed().minus(before)).isLessThan(Duration.ofMinutes(2));
    }

    @Test
    void containerCrashes_isToldWithItsExitCode(EksSession eks, KubernetesClient client) {
        aws.images().exits("*web-api:v2.1", 137, Duration.ofSeconds(3));

        RolloutIssue issue = issue(eks, client, WebApi.deployment());

        assertThat(issue.kind()).isEqualTo(RolloutIssue.Kind.CRASH_LOOP);
        assertThat(issue.willPass()).isFalse();
        assertThat(issue.message())
                .contains("container web-api ended with exit code 137")
                .contains("restarted 4 times");
    }

    @Test
    void probeNeverSucceeds_timeIsOverWithTheProbeNamed(EksSession eks, KubernetesClient client) {
        aws.images().neverReady("*web-api:v2.1");

        RolloutIssue issue = issue(eks, client, WebApi.deployment());

        assertThat(issue.kind()).isEqualTo(RolloutIssue.Kind.NOT_READY);
        assertThat(issue.message()).contains("Readiness probe failed");
        assertThat(issue.fix()).contains("probe's path and port");
    }

    @Test
    @EksTest(cluster = AllTainted.class)
    void everyNodeIsTainted_fixIsTheTolerationToWrite(EksSession eks, KubernetesClient client) {
        RolloutIssue issue = issue(eks, client, WebApi.deployment());

        assertThat(issue.kind()).isEqualTo(RolloutIssue.Kind.UNSCHEDULABLE);
        assertThat(issue.pods()).isEqualTo(3);
        assertThat(issue.message()).contains("0/2 nodes are available").contains("untolerated taint");
        assertThat(issue.fix()).isEqualTo(".toleration(\"dedicated\", \"api\")");
        assertThat(issue.willPass()).isTrue();
    }

    @Test
    void moreCpuThanANodeHas_isToldAsInsufficientCpu(EksSession eks, KubernetesClient client) {
        RolloutIssue issue = issue(
                eks, client, WebApi.deployment(d -> d.requests("64", "1Gi").limits("64", "1Gi")));

        assertThat(issue.kind()).isEqualTo(RolloutIssue.Kind.UNSCHEDULABLE);
        assertThat(issue.message()).contains("Insufficient cpu");
        assertThat(issue.fix()).contains("ask for less cpu with .requests(...)");
    }

    @Test
    void noNodeHasTheLabel_fixNamesTheLabel(EksSession eks, KubernetesClient client) {
        RolloutIssue issue = issue(eks, client, WebApi.deployment(d -> d.nodeSelector("tier", "api")));

        assertThat(issue.message()).contains("didn't match Pod's node affinity/selector");
        assertThat(issue.fix()).contains("give a node group the label tier=api");
    }

    @Test
    @EksTest(cluster = NoNodes.class)
    void clusterHasNoNodes_fixIsANodeGroup(EksSession eks, KubernetesClient client) {
        RolloutIssue issue = issue(eks, client, WebApi.deployment());

        assertThat(issue.kind()).isEqualTo(RolloutIssue.Kind.UNSCHEDULABLE);
        assertThat(issue.message()).contains("no nodes available to schedule pods");
        assertThat(issue.fix()).contains("add a node group or a Fargate profile that selects the namespace");
    }

    private static RolloutIssue issue(EksSession eks, KubernetesClient client, Deployment deployment) {
        EksDeployer deployer = EksKubernetes.deployer(eks, client);
        deployer.apply(List.of(deployment), options -> options.createNamespaces());
        RolloutFailedException failure =
                catchThrowableOfType(RolloutFailedException.class, () -> deployer.awaitRollout(deployment, PATIENCE));
        assertThat(failure).isNotNull();
        RolloutIssue first = failure.diagnosis().issues().get(0);
        assertThat(failure).hasMessageContaining(first.message()).hasMessageContaining(" → " + first.fix());
        return first;
    }

    static final class AllTainted implements Supplier<EksClusterSpec> {
        @Override
        public EksClusterSpec get() {
            return Eks.cluster(
                    "tainted",
                    c -> c.version("1.35")
                            .withoutDefaultAddons()
                            .addon("vpc-cni")
                            .addon("kube-proxy")
                            .nodeGroup("api-workers", ng -> ng.taint("dedicated", "api", NO_SCHEDULE)));
        }
    }

    static final class NoNodes implements Supplier<EksClusterSpec> {
        @Override
        public EksClusterSpec get() {
            return Eks.cluster("empty", c -> c.version("1.35"));
        }
    }
}
