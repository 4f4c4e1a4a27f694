package dev.eksdsl.testing.eks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eksdsl.testing.server.AwsFault;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.eks.model.AssociateEncryptionConfigRequest;
import software.amazon.awssdk.services.eks.model.AssociateEncryptionConfigResponse;
import software.amazon.awssdk.services.eks.model.AuthenticationMode;
import software.amazon.awssdk.services.eks.model.Cluster;
import software.amazon.awssdk.services.eks.model.ClusterStatus;
import software.amazon.awssdk.services.eks.model.DeleteClusterRequest;
import software.amazon.awssdk.services.eks.model.DescribeUpdateRequest;
import software.amazon.awssdk.services.eks.model.DescribeUpdateResponse;
import software.amazon.awssdk.services.eks.model.EncryptionConfig;
import software.amazon.awssdk.services.eks.model.ListUpdatesRequest;
import software.amazon.awssdk.services.eks.model.ListUpdatesResponse;
import software.amazon.awssdk.services.eks.model.LogSetup;
import software.amazon.awssdk.services.eks.model.LogType;
import software.amazon.awssdk.services.eks.model.SupportType;
import software.amazon.awssdk.services.eks.model.Update;
import software.amazon.awssdk.services.eks.model.UpdateClusterConfigRequest;
import software.amazon.awssdk.services.eks.model.UpdateClusterConfigResponse;
import software.amazon.awssdk.services.eks.model.UpdateClusterVersionRequest;
import software.amazon.awssdk.services.eks.model.UpdateClusterVersionResponse;
import software.amazon.awssdk.services.eks.model.UpdateStatus;
import software.amazon.awssdk.services.eks.model.UpdateType;

class ClusterUpdateTest {

    private static final LogSetup AUDIT =
            LogSetup.builder().types(LogType.AUDIT).enabled(true).build();

    private final EksFixture fixture = new EksFixture();

    static Stream<Arguments> changes() {
        return Stream.of(
                row(
                        UpdateType.LOGGING_UPDATE,
                        request -> request.logging(logging -> logging.clusterLogging(AUDIT)),
                        cluster -> assertThat(cluster.logging().clusterLogging().get(0))
                                .isEqualTo(AUDIT)),
                row(
                        UpdateType.ENDPOINT_ACCESS_UPDATE,
                        request -> request.resourcesVpcConfig(vpc -> vpc.endpointPrivateAccess(true)),
                        cluster -> assertThat(cluster.resourcesVpcConfig().endpointPrivateAccess())
                                .isTrue()),
                row(
                        UpdateType.VPC_CONFIG_UPDATE,
                        request -> request.resourcesVpcConfig(vpc -> vpc.securityGroupIds("sg-1")),
                        cluster -> assertThat(cluster.resourcesVpcConfig().securityGroupIds())
                                .containsExactly("sg-1")),
                row(
                        UpdateType.ACCESS_CONFIG_UPDATE,
                        request -> request.accessConfig(access -> access.authenticationMode(AuthenticationMode.API)),
                        cluster -> assertThat(cluster.accessConfig().authenticationMode())
                                .isEqualTo(AuthenticationMode.API)),
                row(
                        UpdateType.UPGRADE_POLICY_UPDATE,
                        request -> request.upgradePolicy(policy -> policy.supportType(SupportType.STANDARD)),
                        cluster -> assertThat(cluster.upgradePolicy().supportType())
                                .isEqualTo(SupportType.STANDARD)),
                row(
                        UpdateType.DELETION_PROTECTION_UPDATE,
                        request -> request.deletionProtection(true),
                        cluster -> assertThat(cluster.deletionProtection()).isTrue()));
    }

    private static Arguments row(
            UpdateType type, Consumer<UpdateClusterConfigRequest.Builder> change, Consumer<Cluster> check) {
        return Arguments.of(type, change, check);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changes")
    void change_isVisibleWhenTheUpdateHasSucceeded(
            UpdateType type, Consumer<UpdateClusterConfigRequest.Builder> change, Consumer<Cluster> check) {
        fixture.activeCluster();
        Update update = updateConfig(change);
        assertThat(update.type()).isEqualTo(type);
        assertThat(update.status()).isEqualTo(UpdateStatus.IN_PROGRESS);
        assertThat(update.params()).isNotEmpty();
        assertThat(fixture.cluster().status()).isEqualTo(ClusterStatus.UPDATING);

        fixture.pass(Duration.ofMinutes(2));

        assertThat(describe(update.id()).status()).isEqualTo(UpdateStatus.SUCCESSFUL);
        assertThat(fixture.cluster().status()).isEqualTo(ClusterStatus.ACTIVE);
        check.accept(fixture.cluster());
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                refused("The type for cluster update was not provided.", request -> {}),
                refused(
                        "Only one type of update can be allowed.",
                        request -> request.deletionProtection(true).logging(logging -> logging.clusterLogging(AUDIT))),
                refused(
                        "Only one type of update can be allowed.",
                        request -> request.resourcesVpcConfig(
                                vpc -> vpc.endpointPrivateAccess(true).securityGroupIds("sg-1"))),
                refused(
                        "No changes needed for the logging config provided",
                        request -> request.logging(
                                logging -> logging.clusterLogging(AUDIT.copy(copy -> copy.enabled(false))))),
                refused(
                        "Cluster is already at the desired configuration with endpointPrivateAccess: false",
                        request -> request.resourcesVpcConfig(vpc -> vpc.endpointPublicAccess(true))),
                refused(
                        "can't both be disabled",
                        request -> request.resourcesVpcConfig(vpc -> vpc.endpointPublicAccess(false))),
                refused(
                        "Unsupported authentication mode update from API_AND_CONFIG_MAP to CONFIG_MAP",
                        request -> request.accessConfig(
                                access -> access.authenticationMode(AuthenticationMode.CONFIG_MAP))),
                refused(
                        "must be in the availability zones of the cluster",
                        request -> request.resourcesVpcConfig(vpc -> vpc.subnetIds("subnet-a", "subnet-c"))),
                refused("must all be given", request -> request.computeConfig(compute -> compute.enabled(true))));
    }

    private static Arguments refused(String text, Consumer<UpdateClusterConfigRequest.Builder> change) {
        return Arguments.of(text, change);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void badChange_isRefused(String text, Consumer<UpdateClusterConfigRequest.Builder> change) {
        fixture.activeCluster();
        UpdateClusterConfigRequest.Builder request =
                UpdateClusterConfigRequest.builder().name("demo");
        change.accept(request);
        AwsFault fault = fixture.refusal(request.build());
        assertThat(fault.code()).isEqualTo("InvalidParameterException");
        assertThat(fault).hasMessageContaining(text);
        assertThat(fixture.cluster().status()).isEqualTo(ClusterStatus.ACTIVE);
    }

    @Test
    void secondUpdate_waitsForTheFirst() {
        fixture.activeCluster();
        updateConfig(request -> request.deletionProtection(true));
        AwsFault fault = fixture.refusal(versionRequest("1.36"));
        assertThat(fault.status()).isEqualTo(409);
        assertThat(fault)
                .hasMessageMatching(
                        "Cannot VersionUpdate because cluster demo currently has update [0-9a-f-]{36} in progress");
        AwsFault delete =
                fixture.refusal(DeleteClusterRequest.builder().name("demo").build());
        assertThat(delete).hasMessageContaining("currently has update ");
    }

    @Test
    void version_goesUpOneMinorAtATime() {
        fixture.activeCluster(request -> request.version("1.34"));
        assertThat(fixture.refusal(versionRequest("1.36")))
                .hasMessage("Unsupported Kubernetes minor version update from 1.34 to 1.36");
        assertThat(fixture.refusal(versionRequest("1.34")))
                .hasMessage("Unsupported Kubernetes minor version update from 1.34 to 1.34");

        Update update = updateVersion("1.35");
        assertThat(update.type()).isEqualTo(UpdateType.VERSION_UPDATE);
        fixture.pass(Duration.ofMinutes(9));

        assertThat(fixture.cluster().version()).isEqualTo("1.35");
        assertThat(fixture.kubernetes().version).isEqualTo("1.35");
    }

    @Test
    void version_comesBackWithinAWeek() {
        fixture.activeCluster(request -> request.version("1.34"));
        updateVersion("1.35");
        fixture.pass(Duration.ofMinutes(9));
        fixture.pass(Duration.ofDays(3));

        Update back = updateVersion("1.34");
        assertThat(back.type()).isEqualTo(UpdateType.VERSION_ROLLBACK);
        fixture.pass(Duration.ofMinutes(9));
        assertThat(fixture.cluster().version()).isEqualTo("1.34");
    }

    @Test
    void version_doesNotComeBackAfterAWeek() {
        fixture.activeCluster(request -> request.version("1.34"));
        updateVersion("1.35");
        fixture.pass(Duration.ofDays(8));
        assertThat(fixture.refusal(versionRequest("1.34")))
                .hasMessage("Unsupported Kubernetes minor version update from 1.35 to 1.34");
    }

    @Test
    void nodeGroupsBehind_holdTheNextVersionUp() {
        fixture.activeCluster(request -> request.version("1.34"));
        fixture.activeNodegroup();
        updateVersion("1.35");
        fixture.pass(Duration.ofMinutes(9));
        AwsFault fault = fixture.refusal(versionRequest("1.36"));
        assertThat(fault.code()).isEqualTo("InvalidRequestException");
        assertThat(fault).hasMessageContaining("Nodegroups workers must be updated");
    }

    @Test
    void encryption_isOnceAndForAll() {
        fixture.activeCluster();
        String key = fixture.key();
        AssociateEncryptionConfigRequest request = AssociateEncryptionConfigRequest.builder()
                .clusterName("demo")
                .encryptionConfig(EncryptionConfig.builder()
                        .provider(provider -> provider.keyArn(key))
                        .build())
                .build();
        fixture.call(request, AssociateEncryptionConfigResponse.class);
        fixture.pass(Duration.ofMinutes(2));
        assertThat(fixture.cluster().encryptionConfig().get(0).resources()).containsExactly("secrets");
        assertThat(fixture.refusal(request).code()).isEqualTo("InvalidRequestException");
    }

    @Test
    void failedUpdate_changesNothing() {
        fixture.activeCluster();
        fixture.eks.failNext(FakeEks.Lifecycle.CLUSTER_UPDATE, "EniLimitReached", "no more interfaces");
        Update update = updateConfig(request -> request.deletionProtection(true));
        fixture.pass(Duration.ofMinutes(2));
        assertThat(describe(update.id()).status()).isEqualTo(UpdateStatus.FAILED);
        assertThat(describe(update.id()).errors().get(0).errorMessage()).isEqualTo("no more interfaces");
        assertThat(fixture.cluster().deletionProtection()).isFalse();
        assertThat(fixture.cluster().status()).isEqualTo(ClusterStatus.ACTIVE);
    }

    @Test
    void update_isFoundOnlyUnderItsResource() {
        fixture.activeCluster();
        fixture.activeNodegroup();
        Update update = updateConfig(request -> request.deletionProtection(true));
        AwsFault fault = fixture.refusal(DescribeUpdateRequest.builder()
                .name("demo")
                .nodegroupName("workers")
                .updateId(update.id())
                .build());
        assertThat(fault.status()).isEqualTo(404);
        assertThat(fixture.call(ListUpdatesRequest.builder().name("demo").build(), ListUpdatesResponse.class)
                        .updateIds())
                .containsExactly(update.id());
    }

    private Update updateConfig(Consumer<UpdateClusterConfigRequest.Builder> change) {
        UpdateClusterConfigRequest.Builder request =
                UpdateClusterConfigRequest.builder().name("demo");
        change.accept(request);
        return fixture.call(request.build(), UpdateClusterConfigResponse.class).update();
    }

    private Update updateVersion(String version) {
        return fixture.call(versionRequest(version), UpdateClusterVersionResponse.class)
                .update();
    }

    private static UpdateClusterVersionRequest versionRequest(String version) {
        return UpdateClusterVersionRequest.builder()
                .name("demo")
                .version(version)
                .build();
    }

    private Update describe(String id) {
        DescribeUpdateRequest request =
                DescribeUpdateRequest.builder().name("demo").updateId(id).build();
        return fixture.call(request, DescribeUpdateResponse.class).update();
    }
}
