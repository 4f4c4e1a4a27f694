package dev.eksdsl.testing.autoscaling;

import dev.eksdsl.testing.autoscaling.AutoScalingGroups.Wanted;
import dev.eksdsl.testing.ec2.CloudNetwork.LaunchTemplateView;
import dev.eksdsl.testing.ec2.CloudNetwork.SubnetView;
import dev.eksdsl.testing.server.Caller;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.EnabledMetric;
import software.amazon.awssdk.services.autoscaling.model.InstancesDistribution;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateOverrides;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.autoscaling.model.MixedInstancesPolicy;
import software.amazon.awssdk.services.autoscaling.model.TagDescription;

/** How a group looks that EKS makes for a node group. */
final class ServiceGroups {

    private ServiceGroups() {}

    static AutoScalingGroup described(Fleet fleet, Caller owner, Wanted wanted) {
        MixedInstancesPolicy types = MixedInstancesPolicy.builder()
                .launchTemplate(template -> template.overrides(wanted.instanceTypes().stream()
                        .map(type -> LaunchTemplateOverrides.builder()
                                .instanceType(type)
                                .build())
                        .toList()))
                .instancesDistribution(distribution(wanted.spot()))
                .build();
        List<String> zones = wanted.subnetIds().stream()
                .flatMap(id -> fleet.network.subnet(owner, id).stream())
                .map(SubnetView::zone)
                .distinct()
                .sorted()
                .toList();
        return AutoScalingGroup.builder()
                .autoScalingGroupName(wanted.name())
                .autoScalingGroupARN(fleet.arn(owner, "autoScalingGroup", "autoScalingGroupName/" + wanted.name()))
                .mixedInstancesPolicy(withTemplate(fleet, owner, types, wanted.templateId(), wanted.templateVersion()))
                .minSize(wanted.min())
                .maxSize(wanted.max())
                .desiredCapacity(wanted.desired())
                .defaultCooldown(300)
                .availabilityZones(zones)
                .vpcZoneIdentifier(String.join(",", wanted.subnetIds()))
                .healthCheckType("EC2")
                .healthCheckGracePeriod(15)
                .capacityRebalance(true)
                .terminationPolicies("AllocationStrategy", "OldestLaunchTemplate", "OldestInstance")
                .newInstancesProtectedFromScaleIn(false)
                .createdTime(fleet.now())
                .serviceLinkedRoleARN(Fleet.serviceRole(owner))
                .loadBalancerNames(List.of())
                .targetGroupARNs(List.of())
                .trafficSources(List.of())
                .suspendedProcesses(List.of())
                .enabledMetrics(Types.METRICS.stream()
                        .map(metric -> EnabledMetric.builder()
                                .metric(metric)
                                .granularity("1Minute")
                                .build())
                        .toList())
                .tags(wanted.tags().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(tag -> TagDescription.builder()
                                .resourceId(wanted.name())
                                .resourceType("auto-scaling-group")
                                .key(tag.getKey())
                                .value(tag.getValue())
                                .propagateAtLaunch(true)
                                .build())
                        .toList())
                .build();
    }

    private static InstancesDistribution distribution(boolean spot) {
        return GroupRules.completed(InstancesDistribution.builder()
                .onDemandPercentageAboveBaseCapacity(spot ? 0 : 100)
                .spotAllocationStrategy(spot ? "price-capacity-optimized" : null)
                .build());
    }

    /** The policy with another version of a launch template. */
    static MixedInstancesPolicy withTemplate(
            Fleet fleet, Caller owner, MixedInstancesPolicy policy, String templateId, String version) {
        String name = fleet.network
                .launchTemplate(owner, templateId, version)
                .map(LaunchTemplateView::name)
                .orElse(null);
        LaunchTemplateSpecification specification = LaunchTemplateSpecification.builder()
                .launchTemplateId(templateId)
                .launchTemplateName(name)
                .version(version)
                .build();
        return policy.copy(copy -> copy.launchTemplate(
                policy.launchTemplate().copy(template -> template.launchTemplateSpecification(specification))));
    }
}
