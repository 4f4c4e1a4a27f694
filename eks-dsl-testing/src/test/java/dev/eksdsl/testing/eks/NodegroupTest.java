package dev.eksdsl.testing.eks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eksdsl.testing.kubernetes.KubernetesCluster.NodeFacts;
import dev.eksdsl.testing.kubernetes.KubernetesCluster.TaintFacts;
import dev.eksdsl.testing.server.AwsFault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.eks.model.AMITypes;
import software.amazon.awssdk.services.eks.model.CreateClusterResponse;
import software.amazon.awssdk.services.eks.model.CreateNodegroupRequest;
import software.amazon.awssdk.services.eks.model.CreateNodegroupResponse;
import software.amazon.awssdk.services.eks.model.DeleteNodegroupRequest;
import software.amazon.awssdk.services.eks.model.DeleteNodegroupResponse;
import software.amazon.awssdk.services.eks.model.DescribeAccessEntryRequest;
import software.amazon.awssdk.services.eks.model.DescribeAccessEntryResponse;
import software.amazon.awssdk.services.eks.model.DescribeNodegroupRequest;
import software.amazon.awssdk.services.eks.model.Nodegroup;
import software.amazon.awssdk.services.eks.model.NodegroupIssueCode;
import software.amazon.awssdk.services.eks.model.NodegroupStatus;
import software.amazon.awssdk.services.eks.model.Taint;
import software.amazon.awssdk.services.eks.model.TaintEffect;

class NodegroupTest {

    private static final Taint DEDICATED = Taint.builder()
            .key("dedicated")
            .value("api")
            .effect(TaintEffect.NO_SCHEDULE)
            .build();

    private final EksFixture fixture = new EksFixture();

    @Test
    void newGroup_startsNodesInItsSubnets() {
        fixture.activeCluster();
        Nodegroup created = fixture.call(
                        EksFixture.nodegroupRequest()
                                .labels(Map.of("tier", "api"))
                                .taints(DEDICATED)
                                .build(),
                        CreateNodegroupResponse.class)
                .nodegroup();
        assertThat(created.status()).isEqualTo(NodegroupStatus.CREATING);
        assertThat(created.version()).isEqualTo("1.35");
        assertThat(created.releaseVersion()).isEqualTo("1.35.0-20261101");
        assertThat(created.amiType()).isEqualTo(AMITypes.AL2023_X86_64_STANDARD);
        assertThat(created.diskSize()).isEqualTo(20);

        fixture.pass(Duration.ofMinutes(2));

        assertThat(fixture.nodegroup().status()).isEqualTo(NodegroupStatus.ACTIVE);
        assertThat(fixture.network.instances.values())
                .extracting(instance -> instance.subnetId())
                .containsExactlyInAnyOrder("subnet-a", "subnet-b");
        NodeFacts node = fixture.kubernetes().nodes.values().iterator().next();
        assertThat(node.kubeletVersion()).startsWith("v1.35.0-eks-");
        assertThat(node.labels())
                .containsEntry("tier", "api")
                .containsEntry("eks.amazonaws.com/nodegroup", "workers")
                .containsEntry("eks.amazonaws.com/capacityType", "ON_DEMAND")
                .containsEntry("kubernetes.io/arch", "amd64")
                .containsEntry("node.kubernetes.io/instance-type", "m6i.large")
                .containsEntry("kubernetes.io/hostname", node.name());
        assertThat(node.taints()).containsExactly(new TaintFacts("dedicated", "api", "NoSchedule"));
    }

    @Test
    void roleOfNewGroup_getsItsAccessEntry_untilTheLastGroupIsGone() {
        fixture.activeCluster();
        fixture.activeNodegroup();
        DescribeAccessEntryRequest request = DescribeAccessEntryRequest.builder()
                .clusterName("demo")
                .principalArn(RolesDouble.NODE)
                .build();
        assertThat(fixture.call(request, DescribeAccessEntryResponse.class)
                        .accessEntry()
                        .type())
                .isEqualTo("EC2_LINUX");
        delete();
        fixture.pass(Duration.ofMinutes(6));
        assertThat(fixture.refusal(request).status()).isEqualTo(404);
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                row(
                        "AMI Type AL2_x86_64 is only supported for kubernetes versions 1.32 or earlier",
                        request -> request.amiType(AMITypes.AL2_X86_64)),
                row(
                        "[m6g.large] is not a valid instance type for requested amiType AL2023_x86_64_STANDARD",
                        request -> request.instanceTypes("m6g.large")),
                row("[x9.huge] is not a valid instance type", request -> request.instanceTypes("m6i.large", "x9.huge")),
                row(
                        "Minimum capacity 3 can't be greater than desired size 2",
                        request -> request.scalingConfig(
                                scaling -> scaling.minSize(3).maxSize(4).desiredSize(2))),
                row(
                        "Desired capacity 5 can't be greater than max size 4",
                        request -> request.scalingConfig(
                                scaling -> scaling.minSize(1).maxSize(4).desiredSize(5))),
                row(
                        "maxSize at least 1",
                        request -> request.scalingConfig(
                                scaling -> scaling.minSize(0).maxSize(0).desiredSize(0))),
                row(
                        "Following required service principals [ec2.amazonaws.com] were not found",
                        request -> request.nodeRole(RolesDouble.CLUSTER)),
                row("does not exist", request -> request.nodeRole(RolesDouble.arn("absent"))),
                row("The subnet ID 'subnet-x' does not exist", request -> request.subnets("subnet-x")),
                row("reserved prefixes", request -> request.labels(Map.of("eks.amazonaws.com/mine", "1"))),
                row(
                        "Duplicate taint with key dedicated and effect NO_SCHEDULE",
                        request -> request.taints(DEDICATED, DEDICATED.copy(copy -> copy.value("other")))),
                row("must match the cluster's version 1.35", request -> request.version("1.34")),
                row(
                        "Requested release version 1.34.0-20261101 is not valid for kubernetes version 1.35.",
                        request -> request.releaseVersion("1.34.0-20261101")),
                row(
                        "Either provide launch template ID or launch template name",
                        request -> request.launchTemplate(
                                template -> template.id("lt-1").name("template"))),
                row(
                        "Disk size must be specified within the launch template.",
                        request -> request.diskSize(50).launchTemplate(template -> template.id("lt-1"))),
                row(
                        "maxUnavailable or maxUnavailablePercentage, not both",
                        request -> request.updateConfig(
                                config -> config.maxUnavailable(1).maxUnavailablePercentage(10))));
    }

    private static Arguments row(String text, Consumer<CreateNodegroupRequest.Builder> change) {
        return Arguments.of(text, change);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void badGroup_isRefused(String text, Consumer<CreateNodegroupRequest.Builder> change) {
        fixture.activeCluster();
        CreateNodegroupRequest.Builder request = EksFixture.nodegroupRequest();
        change.accept(request);
        AwsFault fault = fixture.refusal(request.build());
        assertThat(fault.code()).isEqualTo("InvalidParameterException");
        assertThat(fault).hasMessageContaining(text);
        assertThat(fault.members()).containsEntry("clusterName", "demo");
    }

    @Test
    void releaseOfBottlerocket_saysNothingOfTheKubelet() {
        fixture.activeCluster();
        fixture.call(
                EksFixture.nodegroupRequest()
                        .amiType(AMITypes.BOTTLEROCKET_X86_64)
                        .releaseVersion("1.64.0-0123abcd")
                        .build(),
                CreateNodegroupResponse.class);
        fixture.pass(Duration.ofMinutes(2));
        assertThat(fixture.kubernetes().nodes.values())
                .isNotEmpty()
                .allSatisfy(node -> assertThat(node.kubeletVersion()).startsWith("v1.35.0-eks-"));
    }

    @Test
    void amazonLinux2_goesWithOldVersions() {
        fixture.activeCluster(request -> request.version("1.32"));
        Nodegroup group = fixture.call(
                        EksFixture.nodegroupRequest()
                                .amiType(AMITypes.AL2_X86_64)
                                .build(),
                        CreateNodegroupResponse.class)
                .nodegroup();
        assertThat(group.amiTypeAsString()).isEqualTo("AL2_x86_64");
    }

    @Test
    void groupOfClusterThatIsNotActive_isRefused() {
        fixture.call(EksFixture.clusterRequest().build(), CreateClusterResponse.class);
        AwsFault fault = fixture.refusal(EksFixture.nodegroupRequest().build());
        assertThat(fault.code()).isEqualTo("InvalidRequestException");
    }

    @Test
    void takenName_isInUse() {
        fixture.activeCluster();
        fixture.activeNodegroup();
        assertThat(fixture.refusal(EksFixture.nodegroupRequest().build()))
                .hasMessage("NodeGroup already exists with name workers and cluster name demo");
    }

    @Test
    void subnetsWithoutWayOut_failTheGroupAfterLongWait() {
        fixture.activeCluster();
        fixture.network.noWayOut.addAll(List.of("subnet-a", "subnet-b"));
        fixture.activeNodegroup();
        fixture.pass(Duration.ofMinutes(20));
        assertThat(fixture.nodegroup().status()).isEqualTo(NodegroupStatus.CREATING);

        fixture.pass(Duration.ofMinutes(4));

        Nodegroup failed = fixture.nodegroup();
        assertThat(failed.status()).isEqualTo(NodegroupStatus.CREATE_FAILED);
        assertThat(failed.health().issues().get(0).code()).isEqualTo(NodegroupIssueCode.NODE_CREATION_FAILURE);
        assertThat(failed.health().issues().get(0).resourceIds()).hasSize(2);
        assertThat(fixture.kubernetes().nodes).isEmpty();
    }

    @Test
    void wayOutThatComesLate_letsTheNodesJoin() {
        fixture.activeCluster();
        fixture.network.noWayOut.addAll(List.of("subnet-a", "subnet-b"));
        fixture.activeNodegroup();
        fixture.pass(Duration.ofMinutes(5));
        fixture.network.noWayOut.clear();
        fixture.pass(Duration.ofMinutes(2));
        assertThat(fixture.nodegroup().status()).isEqualTo(NodegroupStatus.ACTIVE);
    }

    @Test
    void clusterWithoutPodNetwork_failsTheGroup_unlessTheAddonComes() {
        fixture.activeCluster(request -> request.bootstrapSelfManagedAddons(false));
        fixture.activeNodegroup();
        assertThat(fixture.nodegroup().status()).isEqualTo(NodegroupStatus.CREATING);
        fixture.createAddon(request -> {}, "vpc-cni");
        fixture.pass(Duration.ofMinutes(3));
        assertThat(fixture.nodegroup().status()).isEqualTo(NodegroupStatus.ACTIVE);
    }

    @Test
    void publicSubnetWithoutPublicAddresses_failsTheGroupSoon() {
        fixture.activeCluster();
        fixture.network.toInternet.add("subnet-a");
        fixture.activeNodegroup();
        assertThat(fixture.nodegroup().status()).isEqualTo(NodegroupStatus.CREATE_FAILED);
        assertThat(fixture.nodegroup().health().issues().get(0).code())
                .isEqualTo(NodegroupIssueCode.EC2_SUBNET_INVALID_CONFIGURATION);
    }

    @Test
    void orderedLackOfCapacity_failsTheGroup() {
        fixture.activeCluster();
        fixture.eks.failNext(
                FakeEks.Lifecycle.NODEGROUP_CREATE, "AsgInstanceLaunchFailures", "InsufficientInstanceCapacity");
        fixture.activeNodegroup();
        assertThat(fixture.nodegroup().health().issues().get(0).code())
                .isEqualTo(NodegroupIssueCode.ASG_INSTANCE_LAUNCH_FAILURES);
    }

    @Test
    void deletedGroup_takesItsNodesAlong() {
        fixture.activeCluster();
        fixture.activeNodegroup();
        delete();
        assertThat(fixture.nodegroup().status()).isEqualTo(NodegroupStatus.DELETING);
        fixture.pass(Duration.ofMinutes(6));
        assertThat(fixture.network.instances).isEmpty();
        assertThat(fixture.kubernetes().nodes).isEmpty();
        AwsFault gone = fixture.refusal(DescribeNodegroupRequest.builder()
                .clusterName("demo")
                .nodegroupName("workers")
                .build());
        assertThat(gone).hasMessage("No node group found for name: workers.");
        assertThat(gone.members()).containsEntry("nodegroupName", "workers");
    }

    private void delete() {
        DeleteNodegroupRequest request = DeleteNodegroupRequest.builder()
                .clusterName("demo")
                .nodegroupName("workers")
                .build();
        fixture.call(request, DeleteNodegroupResponse.class);
    }
}
