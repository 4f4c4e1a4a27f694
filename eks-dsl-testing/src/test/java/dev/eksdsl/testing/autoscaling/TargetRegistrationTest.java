package dev.eksdsl.testing.autoscaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingException;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateOverrides;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;

class TargetRegistrationTest {

    private final Groups groups = new Groups();
    private final ElasticLoadBalancingV2Client elb = groups.aws.client(ElasticLoadBalancingV2Client.builder());
    private String target;

    @BeforeEach
    void targetGroup() {
        String vpc = groups.ec2
                .describeSubnets(request -> request.subnetIds(groups.subnetA))
                .subnets()
                .get(0)
                .vpcId();
        target = elb.createTargetGroup(request ->
                        request.name("web").protocol(ProtocolEnum.TCP).port(80).vpcId(vpc))
                .targetGroups()
                .get(0)
                .targetGroupArn();
    }

    private List<String> registered() {
        return elb.describeTargetHealth(request -> request.targetGroupArn(target)).targetHealthDescriptions().stream()
                .map(health -> health.target().id())
                .toList();
    }

    @Test
    void instancesOfAttachedGroup_areTargets_andLeaveWithIt() {
        groups.running("web", 2, 3);
        assertThat(registered()).isEmpty();
        groups.client.attachLoadBalancerTargetGroups(
                request -> request.autoScalingGroupName("web").targetGroupARNs(target));
        assertThat(registered()).containsExactlyInAnyOrderElementsOf(groups.instances("web"));

        groups.client.setDesiredCapacity(
                request -> request.autoScalingGroupName("web").desiredCapacity(3));
        groups.settle();
        assertThat(registered()).hasSize(3).containsExactlyInAnyOrderElementsOf(groups.instances("web"));

        groups.client.detachLoadBalancerTargetGroups(
                request -> request.autoScalingGroupName("web").targetGroupARNs(target));
        assertThat(registered()).isEmpty();
    }

    @Test
    void instanceInStandby_isNoTarget() {
        groups.client.createAutoScalingGroup(
                groups.wanted("web", 1, 2).targetGroupARNs(target).build());
        groups.settle();
        String instance = groups.instances("web").get(0);
        assertThat(registered()).containsExactly(instance);
        groups.client.updateAutoScalingGroup(
                request -> request.autoScalingGroupName("web").minSize(0));
        groups.client.enterStandby(request ->
                request.autoScalingGroupName("web").instanceIds(instance).shouldDecrementDesiredCapacity(true));
        assertThat(registered()).isEmpty();
        groups.settle();
        groups.client.exitStandby(request -> request.autoScalingGroupName("web").instanceIds(instance));
        groups.settle();
        assertThat(registered()).containsExactly(instance);
    }

    @Test
    void targetGroupThatIsNotThere_isRefused() {
        assertThatThrownBy(() -> groups.client.createAutoScalingGroup(
                        groups.wanted("web", 1, 2).targetGroupARNs(target + "0").build()))
                .isInstanceOf(AutoScalingException.class)
                .hasMessageContaining("Provided Target Groups may not be valid");
    }

    @Test
    void weightedGroup_fillsOnDemandAndSpotEachByItself() {
        groups.client.createAutoScalingGroup(groups.wanted("mixed", 0, 10)
                .launchTemplate((LaunchTemplateSpecification) null)
                .desiredCapacity(8)
                .mixedInstancesPolicy(policy -> policy.launchTemplate(template -> template.launchTemplateSpecification(
                                        specification -> specification.launchTemplateId(groups.template))
                                .overrides(LaunchTemplateOverrides.builder()
                                        .instanceType("m6i.large")
                                        .weightedCapacity("4")
                                        .build()))
                        .instancesDistribution(distribution ->
                                distribution.onDemandBaseCapacity(2).onDemandPercentageAboveBaseCapacity(50)))
                .build());
        groups.settle();
        AutoScalingGroup group = groups.group("mixed");
        assertThat(group.instances()).as("5 units of On-Demand and 3 of Spot").hasSize(3);
        groups.settle();
        assertThat(groups.group("mixed").instances()).hasSize(3);
    }
}
