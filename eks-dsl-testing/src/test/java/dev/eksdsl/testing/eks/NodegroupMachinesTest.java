package dev.eksdsl.testing.eks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eksdsl.testing.autoscaling.AutoScalingGroups.GroupView;
import dev.eksdsl.testing.server.AwsFault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.ec2.model.RequestLaunchTemplateData;
import software.amazon.awssdk.services.eks.model.CreateNodegroupRequest;
import software.amazon.awssdk.services.eks.model.CreateNodegroupResponse;
import software.amazon.awssdk.services.eks.model.DeleteNodegroupRequest;
import software.amazon.awssdk.services.eks.model.DeleteNodegroupResponse;
import software.amazon.awssdk.services.eks.model.Nodegroup;
import software.amazon.awssdk.services.eks.model.NodegroupIssueCode;
import software.amazon.awssdk.services.eks.model.NodegroupStatus;

class NodegroupMachinesTest {

    private final EksFixture fixture = new EksFixture();

    private GroupView machines() {
        String name = fixture.nodegroup().resources().autoScalingGroups().get(0).name();
        return fixture.world
                .locked(() -> fixture.groups.group(EksFixture.CALLER, name))
                .orElseThrow();
    }

    @Test
    void group_hasLaunchTemplateAndAutoScalingGroup_untilItIsDeleted() {
        fixture.activeCluster();
        Nodegroup group = fixture.activeNodegroup();
        String id = group.nodegroupArn().substring(group.nodegroupArn().lastIndexOf('/') + 1);
        assertThat(machines().name()).isEqualTo("eks-workers-" + id);
        assertThat(machines().desired()).isEqualTo(2);
        assertThat(fixture.network.templates.values().iterator().next().get(0).name())
                .isEqualTo("eks-" + id);
        assertThat(fixture.network.launches.get(0).tags())
                .containsEntry("eks:cluster-name", "demo")
                .containsEntry("eks:nodegroup-name", "workers")
                .containsEntry("kubernetes.io/cluster/demo", "owned")
                .containsEntry("k8s.io/cluster-autoscaler/enabled", "true")
                .containsEntry("k8s.io/cluster-autoscaler/demo", "owned")
                .containsEntry("aws:autoscaling:groupName", "eks-workers-" + id);
        assertThat(fixture.network.launches.get(0).groupIds())
                .containsExactly(fixture.cluster().resourcesVpcConfig().clusterSecurityGroupId());

        fixture.call(
                DeleteNodegroupRequest.builder()
                        .clusterName("demo")
                        .nodegroupName("workers")
                        .build(),
                DeleteNodegroupResponse.class);
        fixture.pass(Duration.ofMinutes(6));
        assertThat(fixture.groups.inventory()).isEmpty();
        assertThat(fixture.network.templates).isEmpty();
        assertThat(fixture.network.instances).isEmpty();
    }

    @Test
    void instanceThatIsTerminated_takesItsNodeAlong_andIsReplaced() {
        fixture.activeCluster();
        fixture.activeNodegroup();
        String lost = fixture.network.instances.keySet().iterator().next();
        Set<String> before = Set.copyOf(fixture.kubernetes().nodes.keySet());
        fixture.world.locked(() -> {
            fixture.network.terminateInstance(EksFixture.CALLER, lost);
            return true;
        });
        assertThat(fixture.kubernetes().nodes).hasSize(1);
        fixture.pass(Duration.ofMinutes(1));
        assertThat(fixture.kubernetes().nodes).hasSize(2);
        assertThat(fixture.kubernetes().nodes.keySet()).isNotEqualTo(before);
        assertThat(fixture.nodegroup().status()).isEqualTo(NodegroupStatus.ACTIVE);
    }

    @Test
    void sizesThatOthersSet_areShown_andFollowed() {
        fixture.activeCluster();
        fixture.activeNodegroup();
        fixture.world.locked(() -> {
            fixture.groups.resize(EksFixture.CALLER, machines().name(), 1, 4, 3);
            return true;
        });
        fixture.pass(Duration.ofMinutes(1));
        assertThat(fixture.nodegroup().scalingConfig().desiredSize()).isEqualTo(3);
        assertThat(fixture.kubernetes().nodes).hasSize(3);
    }

    static Stream<Arguments> causes() {
        return Stream.of(
                cause(
                        NodegroupIssueCode.AUTO_SCALING_GROUP_NOT_FOUND,
                        test -> test.fixture.groups.delete(
                                EksFixture.CALLER, test.machines().name())),
                cause(NodegroupIssueCode.EC2_LAUNCH_TEMPLATE_NOT_FOUND, test -> test.fixture.network.templates.clear()),
                cause(
                        NodegroupIssueCode.EC2_LAUNCH_TEMPLATE_VERSION_MISMATCH,
                        test -> test.fixture.network.addServiceLaunchTemplateVersion(
                                EksFixture.CALLER,
                                test.fixture
                                        .network
                                        .templates
                                        .keySet()
                                        .iterator()
                                        .next(),
                                RequestLaunchTemplateData.builder().build())),
                cause(NodegroupIssueCode.EC2_SUBNET_NOT_FOUND, test -> test.fixture.network.subnets.remove("subnet-b")),
                cause(
                        NodegroupIssueCode.EC2_SECURITY_GROUP_NOT_FOUND,
                        test -> test.fixture.network.securityGroups.clear()));
    }

    private static Arguments cause(NodegroupIssueCode code, Consumer<NodegroupMachinesTest> cause) {
        return Arguments.of(code, cause);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("causes")
    void missingPart_degradesTheGroup(NodegroupIssueCode code, Consumer<NodegroupMachinesTest> cause) {
        fixture.activeCluster();
        fixture.activeNodegroup();
        fixture.world.locked(() -> {
            cause.accept(this);
            return true;
        });
        assertThat(fixture.nodegroup().status()).isEqualTo(NodegroupStatus.DEGRADED);
        assertThat(fixture.nodegroup().health().issues())
                .anySatisfy(issue -> assertThat(issue.code()).isEqualTo(code));
    }

    @Test
    void nodesThatAreKeptOut_failTheGroup_unlessTheyAreLetInInTime() {
        fixture.activeCluster();
        fixture.eks.letNodesJoin("workers", false);
        fixture.activeNodegroup();
        fixture.pass(Duration.ofMinutes(10));
        assertThat(fixture.nodegroup().status()).isEqualTo(NodegroupStatus.CREATING);
        fixture.eks.letNodesJoin("workers", true);
        fixture.pass(Duration.ofMinutes(3));
        assertThat(fixture.nodegroup().status()).isEqualTo(NodegroupStatus.ACTIVE);
    }

    private String template(Consumer<RequestLaunchTemplateData.Builder> data) {
        RequestLaunchTemplateData.Builder builder = RequestLaunchTemplateData.builder();
        data.accept(builder);
        return fixture.network
                .createServiceLaunchTemplate(EksFixture.CALLER, "mine", builder.build(), Map.of())
                .id();
    }

    @Test
    void templateOfTheUser_saysWhatNodesAreMadeOf() {
        fixture.activeCluster();
        String id = template(
                data -> data.imageId("ami-mine").instanceType("m6i.large").securityGroupIds("sg-1"));
        Nodegroup group = fixture.call(
                        EksFixture.nodegroupRequest()
                                .instanceTypes(List.of())
                                .launchTemplate(template -> template.id(id))
                                .build(),
                        CreateNodegroupResponse.class)
                .nodegroup();
        assertThat(group.amiTypeAsString()).isEqualTo("CUSTOM");
        assertThat(group.releaseVersion()).isEqualTo("ami-mine");
        assertThat(group.launchTemplate().name()).isEqualTo("mine");
        assertThat(group.launchTemplate().version()).isEqualTo("1");
        fixture.pass(Duration.ofMinutes(2));
        assertThat(fixture.network.launches).allSatisfy(launch -> {
            assertThat(launch.imageId()).isEqualTo("ami-mine");
            assertThat(launch.groupIds()).containsExactly("sg-1");
        });
        assertThat(fixture.kubernetes().nodes.values())
                .allSatisfy(node ->
                        assertThat(node.labels()).containsEntry("eks.amazonaws.com/sourceLaunchTemplateId", id));
    }

    static Stream<Arguments> twice() {
        return Stream.of(
                Arguments.of(
                        "Cannot specify instance types in launch template and API Request",
                        (Consumer<CreateNodegroupRequest.Builder>) request -> request.instanceTypes("m6i.large")),
                Arguments.of(
                        "You cannot specify an AMI Type other than CUSTOM", (Consumer<CreateNodegroupRequest.Builder>)
                                request -> request.instanceTypes(List.of()).amiType("AL2023_x86_64_STANDARD")),
                Arguments.of("You cannot specify a kubernetes version to use when specifying an image id", (Consumer<
                                CreateNodegroupRequest.Builder>)
                        request -> request.instanceTypes(List.of()).version("1.35")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("twice")
    void whatTemplateAndRequestBothSay_isRefused(String text, Consumer<CreateNodegroupRequest.Builder> change) {
        fixture.activeCluster();
        String id = template(data -> data.imageId("ami-mine").instanceType("m6i.large"));
        CreateNodegroupRequest.Builder request =
                EksFixture.nodegroupRequest().launchTemplate(template -> template.id(id));
        change.accept(request);
        AwsFault refusal = fixture.refusal(request.build());
        assertThat(refusal.status()).isEqualTo(400);
        assertThat(refusal).hasMessageContaining(text);
    }
}
