package dev.eksdsl.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eksdsl.Eks;
import dev.eksdsl.EksClusterSpec;
import dev.eksdsl.EksSession;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateVersion;
import software.amazon.awssdk.services.eks.model.AddonStatus;
import software.amazon.awssdk.services.eks.model.Nodegroup;
import software.amazon.awssdk.services.eks.model.NodegroupStatus;

class NodeFaultsTest {

    private final FakeAws aws = FakeAws.create();
    private final EksSession eks = aws.session();

    @AfterEach
    void close() {
        aws.close();
    }

    private void build(boolean spot) {
        EksClusterSpec spec = Eks.cluster("demo")
                .version("1.35")
                .nodeGroup("workers", group -> {
                    group.instanceTypes("m6i.large").scaling(1, 1, 3);
                    if (spot) {
                        group.spot();
                    }
                })
                .spec();
        eks.apply(eks.plan(spec)).orThrow();
    }

    private Nodegroup workers() {
        return aws.eksClient()
                .describeNodegroup(request -> request.clusterName("demo").nodegroupName("workers"))
                .nodegroup();
    }

    private AutoScalingGroup machines() {
        return aws.autoScalingClient()
                .describeAutoScalingGroups(request -> request.filters(
                        filter -> filter.name("tag:eks:nodegroup-name").values("workers")))
                .autoScalingGroups()
                .get(0);
    }

    private List<String> instances() {
        return machines().instances().stream().map(Instance::instanceId).toList();
    }

    @Test
    void machinesOfNodegroup_lookAsEksMakesThem() {
        build(false);
        AutoScalingGroup machines = machines();
        assertThat(machines.autoScalingGroupName())
                .isEqualTo(workers().resources().autoScalingGroups().get(0).name())
                .matches("eks-workers-[0-9a-f-]{36}");
        var policy = machines.mixedInstancesPolicy();
        assertThat(policy.launchTemplate().overrides().get(0).instanceType()).isEqualTo("m6i.large");
        assertThat(policy.instancesDistribution().onDemandPercentageAboveBaseCapacity())
                .isEqualTo(100);
        var template = policy.launchTemplate().launchTemplateSpecification();
        assertThat(template.launchTemplateName()).matches("eks-[0-9a-f-]{36}");
        LaunchTemplateVersion version = aws.ec2Client()
                .describeLaunchTemplateVersions(request ->
                        request.launchTemplateId(template.launchTemplateId()).versions(template.version()))
                .launchTemplateVersions()
                .get(0);
        assertThat(version.launchTemplateData().imageId()).startsWith("ami-");
        assertThat(version.launchTemplateData().metadataOptions().httpTokensAsString())
                .isEqualTo("required");
        assertThat(aws.autoScalingClient()
                        .describeScalingActivities(
                                request -> request.autoScalingGroupName(machines.autoScalingGroupName()))
                        .activities())
                .allSatisfy(
                        activity -> assertThat(activity.statusCodeAsString()).isEqualTo("Successful"));
    }

    @Test
    void instanceThatFails_isReplaced() {
        build(false);
        String ill = instances().get(0);
        aws.nodes().fail(ill);
        aws.clock().advance(Duration.ofMinutes(3));
        assertThat(instances()).hasSize(1).doesNotContain(ill);
        assertThat(workers().status()).isEqualTo(NodegroupStatus.ACTIVE);
    }

    @Test
    void spotInstance_goesTwoMinutesAfterItsNotice_andIsReplaced() {
        build(true);
        String taken = instances().get(0);
        aws.spot().interrupt(taken);
        aws.clock().advance(Duration.ofSeconds(90));
        assertThat(instances()).containsExactly(taken);
        aws.clock().advance(Duration.ofMinutes(2));
        assertThat(instances()).hasSize(1).doesNotContain(taken);
        assertThatThrownBy(() -> aws.spot().interrupt(taken)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void lackOfCapacity_degradesTheGroup_untilThereIsSome() {
        build(false);
        aws.capacity().none("m6i.large", "*");
        aws.nodes().fail(instances().get(0));
        aws.clock().advance(Duration.ofMinutes(2));
        assertThat(workers().status()).isEqualTo(NodegroupStatus.DEGRADED);
        assertThat(workers().health().issues().get(0).codeAsString()).isEqualTo("AsgInstanceLaunchFailures");
        aws.capacity().restore();
        aws.clock().advance(Duration.ofMinutes(3));
        assertThat(workers().status()).isEqualTo(NodegroupStatus.ACTIVE);
        assertThat(workers().health().issues()).isEmpty();
    }

    @Test
    void addon_isDegradedUntilItIsHealed() {
        build(false);
        aws.addons().degrade("demo", "coredns", "AccessDenied", "no");
        assertThat(addon()).isEqualTo(AddonStatus.DEGRADED);
        aws.addons().heal("demo", "coredns");
        assertThat(addon()).isEqualTo(AddonStatus.ACTIVE);
    }

    private AddonStatus addon() {
        return aws.eksClient()
                .describeAddon(request -> request.clusterName("demo").addonName("coredns"))
                .addon()
                .status();
    }
}
