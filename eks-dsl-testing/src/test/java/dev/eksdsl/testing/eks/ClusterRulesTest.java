package dev.eksdsl.testing.eks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eksdsl.testing.server.AwsFault;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.eks.model.CreateClusterRequest;
import software.amazon.awssdk.services.eks.model.CreateClusterResponse;
import software.amazon.awssdk.services.eks.model.CreateFargateProfileResponse;
import software.amazon.awssdk.services.eks.model.DeleteClusterRequest;
import software.amazon.awssdk.services.eks.model.DeleteFargateProfileRequest;
import software.amazon.awssdk.services.eks.model.DeleteFargateProfileResponse;
import software.amazon.awssdk.services.eks.model.DeleteNodegroupRequest;
import software.amazon.awssdk.services.eks.model.DeleteNodegroupResponse;

class ClusterRulesTest {

    private final EksFixture fixture = new EksFixture();

    static Stream<Arguments> refused() {
        return Stream.of(
                row("unsupported Kubernetes version", request -> request.version("1.29")),
                row("unsupported Kubernetes version", request -> request.version("1.99")),
                row("The name of a cluster", request -> request.name("-demo")),
                row(
                        "roleArn, arn:aws:iam::111122223333:role/absent, does not exist",
                        request -> request.roleArn(RolesDouble.arn("absent"))),
                row(
                        "Role could not be assumed because the trusted entity is not correct",
                        request -> request.roleArn(RolesDouble.NODE)),
                row(
                        "Role could not be assumed because the trusted entity is not correct",
                        request -> request.roleArn(RolesDouble.OF_ANOTHER_CLUSTER)),
                row(
                        "The provided role doesn't have the Amazon EKS Managed Policies associated with it",
                        request -> request.roleArn(RolesDouble.arn("bare"))),
                row(
                        "Subnets specified must be in at least two different AZs",
                        request -> request.resourcesVpcConfig(vpc -> vpc.subnetIds("subnet-a", "subnet-a2"))),
                row(
                        "The subnet ID 'subnet-x' does not exist",
                        request -> request.resourcesVpcConfig(vpc -> vpc.subnetIds("subnet-a", "subnet-x"))),
                row(
                        "The security group 'sg-x' does not exist",
                        request -> request.resourcesVpcConfig(
                                vpc -> vpc.subnetIds("subnet-a", "subnet-b").securityGroupIds("sg-x"))),
                row(
                        "is not in the VPC vpc-1",
                        request -> request.resourcesVpcConfig(
                                vpc -> vpc.subnetIds("subnet-a", "subnet-b").securityGroupIds("sg-elsewhere"))),
                row(
                        "up to 4 security groups",
                        request -> request.resourcesVpcConfig(vpc -> vpc.subnetIds("subnet-a", "subnet-b")
                                .securityGroupIds("sg-1", "sg-1", "sg-1", "sg-1", "sg-1"))),
                row(
                        "can't both be disabled",
                        request -> request.resourcesVpcConfig(
                                vpc -> vpc.subnetIds("subnet-a", "subnet-b").endpointPublicAccess(false))),
                row(
                        "is invalid",
                        request -> request.resourcesVpcConfig(
                                vpc -> vpc.subnetIds("subnet-a", "subnet-b").publicAccessCidrs("10.0.0.0/33"))),
                row(
                        "overlaps with the VPC's",
                        request -> request.kubernetesNetworkConfig(net -> net.serviceIpv4Cidr("10.0.0.0/20"))),
                row(
                        "not a block of /12 to /24",
                        request -> request.kubernetesNetworkConfig(net -> net.serviceIpv4Cidr("100.64.0.0/16"))),
                row("must all be enabled", request -> request.computeConfig(compute -> compute.enabled(true))));
    }

    private static Arguments row(String text, Consumer<CreateClusterRequest.Builder> change) {
        return Arguments.of(text, change);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void badRequest_isRefusedWithTextOfAws(String text, Consumer<CreateClusterRequest.Builder> change) {
        fixture.network.subnet("subnet-a2", "us-east-1a", "use1-az1", false);
        fixture.roles.put(RolesDouble.arn("bare"), RolesDouble.trust("eks.amazonaws.com", ""));
        CreateClusterRequest.Builder request = EksFixture.clusterRequest();
        change.accept(request);

        AwsFault fault = fixture.refusal(request.build());

        assertThat(fault.status()).isEqualTo(400);
        assertThat(fault.code()).isEqualTo("InvalidParameterException");
        assertThat(fault).hasMessageContaining(text);
        assertThat(fixture.eks.inventory()).isEmpty();
    }

    @Test
    void closedZone_isRefusedWithTheZonesThatWork() {
        fixture.network.subnet("subnet-e", "us-east-1e", "use1-az3", false);
        AwsFault fault = fixture.refusal(EksFixture.clusterRequest()
                .resourcesVpcConfig(vpc -> vpc.subnetIds("subnet-a", "subnet-b", "subnet-e"))
                .build());
        assertThat(fault.code()).isEqualTo("UnsupportedAvailabilityZoneException");
        assertThat(fault.members()).containsEntry("validZones", List.of("us-east-1a", "us-east-1b"));
    }

    @Test
    void takenName_isInUse() {
        fixture.call(EksFixture.clusterRequest().build(), CreateClusterResponse.class);
        AwsFault fault = fixture.refusal(EksFixture.clusterRequest().build());
        assertThat(fault.status()).isEqualTo(409);
        assertThat(fault).hasMessage("Cluster already exists with name: demo");
        assertThat(fault.members()).containsEntry("clusterName", "demo");
    }

    @Test
    void clusterWithNodeGroup_cannotBeDeleted_evenWhileTheGroupIsBeingDeleted() {
        fixture.activeCluster();
        fixture.activeNodegroup();
        assertThat(deleteRefusal()).hasMessage("Cluster has nodegroups attached");
        DeleteNodegroupRequest request = DeleteNodegroupRequest.builder()
                .clusterName("demo")
                .nodegroupName("workers")
                .build();
        fixture.call(request, DeleteNodegroupResponse.class);
        assertThat(deleteRefusal()).hasMessage("Cluster has nodegroups attached");
    }

    @Test
    void clusterWithFargateProfile_cannotBeDeleted() {
        fixture.activeCluster();
        fixture.call(EksFixture.fargateRequest().build(), CreateFargateProfileResponse.class);
        fixture.pass(Duration.ofMinutes(2));
        DeleteFargateProfileRequest request = DeleteFargateProfileRequest.builder()
                .clusterName("demo")
                .fargateProfileName("jobs")
                .build();
        fixture.call(request, DeleteFargateProfileResponse.class);
        assertThat(deleteRefusal()).hasMessageContaining("currently has Fargate profile jobs in status DELETING");
    }

    @Test
    void protectedCluster_cannotBeDeleted() {
        fixture.activeCluster(request -> request.deletionProtection(true));
        assertThat(deleteRefusal().code()).isEqualTo("InvalidRequestException");
    }

    private AwsFault deleteRefusal() {
        return fixture.refusal(DeleteClusterRequest.builder().name("demo").build());
    }
}
