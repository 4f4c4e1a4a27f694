package dev.eksdsl.testing.deploy;

import static dev.eksdsl.testing.deploy.WebApi.NAMESPACE;
import static dev.eksdsl.testing.deploy.WebApi.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eksdsl.EksSession;
import dev.eksdsl.kubernetes.EksKubernetes;
import dev.eksdsl.kubernetes.deploy.EksDeployer;
import dev.eksdsl.kubernetes.deploy.RolloutDiagnosis;
import dev.eksdsl.kubernetes.deploy.WorkloadChange;
import dev.eksdsl.kubernetes.deploy.WorkloadException;
import dev.eksdsl.kubernetes.workload.Workloads;
import dev.eksdsl.testing.EksTest;
import dev.eksdsl.testing.FakeAws;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EksTest
class RolloutTest {

    private FakeAws aws;
    private EksSession eks;
    private KubernetesClient client;
    private EksDeployer deployer;

    @BeforeEach
    void deployer() {
        deployer = EksKubernetes.deployer(eks, client);
    }

    @Test
    void firstApply_createsNamespaceDeploymentAndServiceInThatOrder() {
        assertThat(apply(WebApi.deployment(), WebApi.internetFacing()))
                .containsExactly(
                        "created Namespace production",
                        "created Deployment production/web-api",
                        "created Service production/web-api-svc");
    }

    @Test
    void secondApply_changesNothing() {
        apply(WebApi.deployment(), WebApi.internetFacing());
        deployer.awaitRollout(WebApi.deployment(), PATIENCE);
        deployer.awaitLoadBalancer(WebApi.internetFacing(), PATIENCE);

        assertThat(apply(WebApi.deployment(), WebApi.internetFacing()))
                .containsExactly("unchanged Deployment production/web-api", "unchanged Service production/web-api-svc");
    }

    @Test
    void missingNamespace_isAnErrorThatNamesTheOption() {
        assertThatThrownBy(() -> deployer.apply(WebApi.deployment()))
                .isInstanceOf(WorkloadException.class)
                .hasMessageContaining("apply Deployment production/web-api")
                .hasMessageContaining("namespaces \"production\" not found")
                .hasMessageContaining(".createNamespaces()");
    }

    @Test
    void namespaceIsDeclared_isAppliedBeforeWhatIsInIt() {
        List<WorkloadChange> changes = deployer.apply(WebApi.deployment(), Workloads.namespace(NAMESPACE));

        assertThat(changes)
                .extracting(Object::toString)
                .containsExactly("created Namespace production", "created Deployment production/web-api");
    }

    @Test
    void rollout_completesWithAllPodsAvailableAndTellsItsProgress() {
        apply(WebApi.deployment());
        List<RolloutDiagnosis> seen = new ArrayList<>();

        RolloutDiagnosis done = deployer.awaitRollout(WebApi.deployment(), PATIENCE, seen::add);

        assertThat(done.phase()).isEqualTo(RolloutDiagnosis.Phase.COMPLETE);
        assertThat(done.available()).isEqualTo(3);
        assertThat(seen).hasSizeGreaterThan(1);
        assertThat(seen.get(0).phase()).isEqualTo(RolloutDiagnosis.Phase.PROGRESSING);
        assertThat(seen.get(seen.size() - 1)).isEqualTo(done);
    }

    @Test
    void readinessProbeHasAnInitialDelay_rolloutTakesAtLeastThatLong() {
        apply(WebApi.deployment());
        Duration before = aws.clock().elapsed();

        deployer.awaitRollout(WebApi.deployment(), PATIENCE);

        assertThat(aws.clock().elapsed().minus(before)).isBetween(Duration.ofSeconds(10), Duration.ofMinutes(1));
    }

    @Test
    void newImage_replacesEveryPod() {
        apply(WebApi.deployment());
        deployer.awaitRollout(WebApi.deployment(), PATIENCE);
        Deployment next = WebApi.deployment(d -> d.image(WebApi.REPOSITORY + ":v2.2"));

        assertThat(apply(next)).containsExactly("changed Deployment production/web-api");
        RolloutDiagnosis done = deployer.awaitRollout(next, PATIENCE);

        assertThat(done.old()).isZero();
        assertThat(pods())
                .hasSize(3)
                .allSatisfy(
                        pod -> assertThat(pod.getSpec().getContainers().get(0).getImage())
                                .endsWith(":v2.2"));
    }

    @Test
    void newImageIsMissing_oldPodsGoOnServing() {
        apply(WebApi.deployment());
        deployer.awaitRollout(WebApi.deployment(), PATIENCE);
        aws.images().missing("*:v9");
        Deployment broken = WebApi.deployment(d -> d.image(WebApi.REPOSITORY + ":v9"));
        apply(broken);

        assertThatThrownBy(() -> deployer.awaitRollout(broken, PATIENCE)).hasMessageContaining("v9 cannot be pulled");

        assertThat(client.apps()
                        .deployments()
                        .inNamespace(NAMESPACE)
                        .withName("web-api")
                        .get()
                        .getStatus()
                        .getAvailableReplicas())
                .isGreaterThanOrEqualTo(2);
    }

    @Test
    void deletedWithTimeToWait_podsAreGoneToo() {
        apply(WebApi.deployment());
        deployer.awaitRollout(WebApi.deployment(), PATIENCE);

        assertThat(deployer.delete(PATIENCE, WebApi.deployment()))
                .extracting(Object::toString)
                .containsExactly("deleted Deployment production/web-api");

        assertThat(pods()).isEmpty();
        assertThat(deployer.delete(PATIENCE, WebApi.deployment()))
                .extracting(WorkloadChange::effect)
                .containsExactly(WorkloadChange.Effect.ABSENT);
    }

    private List<String> apply(HasMetadata... objects) {
        return deployer.apply(List.of(objects), options -> options.createNamespaces()).stream()
                .map(WorkloadChange::toString)
                .toList();
    }

    private List<Pod> pods() {
        return client.pods().inNamespace(NAMESPACE).list().getItems();
    }
}
