package dev.eksdsl.testing.deploy;

import static dev.eksdsl.testing.deploy.WebApi.NAMESPACE;
import static dev.eksdsl.testing.deploy.WebApi.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.eksdsl.Eks;
import dev.eksdsl.EksClusterSpec;
import dev.eksdsl.EksSession;
import dev.eksdsl.kubernetes.EksKubernetes;
import dev.eksdsl.kubernetes.deploy.EksDeployer;
import dev.eksdsl.kubernetes.deploy.RolloutDiagnosis;
import dev.eksdsl.kubernetes.deploy.RolloutFailedException;
import dev.eksdsl.kubernetes.deploy.RolloutIssue;
import dev.eksdsl.kubernetes.workload.Workloads;
import dev.eksdsl.testing.EksTest;
import dev.eksdsl.testing.FakeAws;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a workload gets from AWS beside machines: EBS volumes and an IAM role. */
@EksTest(cluster = StorageAndIdentityTest.WithDriverAndRole.class)
class StorageAndIdentityTest {

    private static final PersistentVolumeClaim CLAIM =
            Workloads.volumeClaim("data", pvc -> pvc.namespace(NAMESPACE).size("20Gi"));

    private EksSession eks;
    private KubernetesClient client;
    private EksDeployer deployer;

    @BeforeEach
    void deployer() {
        deployer = EksKubernetes.deployer(eks, client);
    }

    @Test
    void claimThatNoPodUses_staysPending(FakeAws aws) {
        deployer.apply(List.of(Workloads.gp3StorageClass(), CLAIM), options -> options.createNamespaces());
        aws.clock().advance(PATIENCE);

        assertThat(claim().getStatus().getPhase()).isEqualTo("Pending");
    }

    @Test
    void podUsesTheClaim_volumeIsMadeAndBound() {
        Deployment database = database();
        deployer.apply(List.of(Workloads.gp3StorageClass(), CLAIM, database), options -> options.createNamespaces());

        deployer.awaitRollout(database, PATIENCE);

        assertThat(claim().getStatus().getPhase()).isEqualTo("Bound");
        assertThat(client.persistentVolumes().list().getItems()).singleElement().satisfies(volume -> {
            assertThat(volume.getSpec().getStorageClassName()).isEqualTo("gp3");
            assertThat(volume.getSpec().getCapacity().get("storage")).hasToString("20Gi");
            assertThat(volume.getMetadata().getName())
                    .isEqualTo(claim().getSpec().getVolumeName());
        });
    }

    @Test
    void storageClassIsMissing_rolloutNamesTheClaim() {
        Deployment database = database();
        deployer.apply(List.of(CLAIM, database), options -> options.createNamespaces());

        RolloutFailedException failure =
                catchThrowableOfType(RolloutFailedException.class, () -> deployer.awaitRollout(database, PATIENCE));

        assertThat(failure).hasMessageContaining("PersistentVolumeClaim").hasMessageContaining("StorageClass");
    }

    @Test
    void serviceAccount_carriesTheRoleThatTheClusterMadeForIt(FakeAws aws) {
        String role = aws.iamClient().listRoles(r -> r.pathPrefix("/eks-dsl/")).roles().stream()
                .map(found -> found.arn())
                .filter(arn -> arn.contains("irsa") || arn.contains("api-service-account"))
                .findFirst()
                .orElseThrow();
        ServiceAccount account = Workloads.serviceAccount(
                "api-service-account", sa -> sa.namespace("api").roleArn(role));

        deployer.apply(List.of(account), options -> options.createNamespaces());

        assertThat(client.serviceAccounts()
                        .inNamespace("api")
                        .withName("api-service-account")
                        .get()
                        .getMetadata()
                        .getAnnotations())
                .containsEntry("eks.amazonaws.com/role-arn", role);
    }

    @Test
    void podOfTheServiceAccount_runs() {
        Deployment api = WebApi.deployment(d -> d.namespace("api").serviceAccount("api-service-account"));
        ServiceAccount account = Workloads.serviceAccount(
                "api-service-account", sa -> sa.namespace("api").roleArn("arn:aws:iam::123456789012:role/api"));

        deployer.apply(List.of(account, api), options -> options.createNamespaces());
        deployer.awaitRollout(api, PATIENCE);

        assertThat(client.pods().inNamespace("api").list().getItems())
                .allSatisfy(
                        pod -> assertThat(pod.getSpec().getServiceAccountName()).isEqualTo("api-service-account"));
    }

    @Test
    void serviceAccountIsMissing_rolloutSaysSo() {
        Deployment api = WebApi.deployment(d -> d.serviceAccount("nobody"));
        deployer.apply(List.of(api), options -> options.createNamespaces());

        RolloutFailedException failure =
                catchThrowableOfType(RolloutFailedException.class, () -> deployer.awaitRollout(api, PATIENCE));

        assertThat(failure)
                .hasMessageContaining("serviceaccount \"nobody\" not found")
                .hasMessageContaining("create the ServiceAccount first, or correct .serviceAccount(...)");
        assertThat(failure.diagnosis().issues())
                .extracting(RolloutIssue::kind)
                .containsExactly(RolloutIssue.Kind.POD_NOT_CREATED);
    }

    @Test
    void serviceAccountComesLater_rolloutGoesOn(FakeAws aws) {
        Deployment api = WebApi.deployment(d -> d.serviceAccount("late"));
        deployer.apply(List.of(api), options -> options.createNamespaces());
        ServiceAccount account = Workloads.serviceAccount(
                "late", sa -> sa.namespace(NAMESPACE).roleArn("arn:aws:iam::123456789012:role/api"));
        aws.timeline().schedule(PATIENCE.dividedBy(5), () -> deployer.apply(account));

        RolloutDiagnosis done = deployer.awaitRollout(api, PATIENCE);

        assertThat(done.available()).isEqualTo(3);
    }

    private PersistentVolumeClaim claim() {
        return client.persistentVolumeClaims()
                .inNamespace(NAMESPACE)
                .withName("data")
                .get();
    }

    private static Deployment database() {
        return Workloads.deployment(
                "database",
                d -> d.namespace(NAMESPACE)
                        .image("postgres:17")
                        .replicas(1)
                        .requests("250m", "256Mi")
                        .recreate()
                        .volume("data", "/var/lib/postgresql/data"));
    }

    static final class WithDriverAndRole implements Supplier<EksClusterSpec> {
        @Override
        public EksClusterSpec get() {
            return Eks.cluster(
                    "production",
                    c -> c.version("1.35")
                            .nodeGroup("workers")
                            .addon("aws-ebs-csi-driver")
                            .irsa("api", "api-service-account", sa -> sa.managedPolicy("AmazonS3ReadOnlyAccess")));
        }
    }
}
