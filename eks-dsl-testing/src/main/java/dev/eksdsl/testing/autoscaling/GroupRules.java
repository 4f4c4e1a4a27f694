package dev.eksdsl.testing.autoscaling;

import dev.eksdsl.testing.ec2.CloudNetwork.LaunchTemplateView;
import dev.eksdsl.testing.ec2.CloudNetwork.SubnetView;
import dev.eksdsl.testing.server.Caller;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.InstancesDistribution;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplate;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateOverrides;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.autoscaling.model.MixedInstancesPolicy;

/** What Auto Scaling refuses in groups, and what it completes in them. */
final class GroupRules {

    private final Fleet fleet;

    GroupRules(Fleet fleet) {
        this.fleet = fleet;
    }

    void sizes(int min, int max, int desired) {
        if (min < 0 || max < 0 || desired < 0) {
            throw Refusals.validation(
                    "Group sizes must not be negative: min " + min + ", max " + max + ", desired " + desired + ".");
        }
        if (min > max) {
            throw Refusals.validation("Max bound, " + max + ", must be greater than or equal to min bound, " + min);
        }
        if (desired < min || desired > max) {
            throw Refusals.validation("Desired capacity:" + desired + " must be between the specified min size:" + min
                    + " and max size:" + max);
        }
    }

    /** The group with the zones of its subnets, or with the zones asked for if those exist. */
    AutoScalingGroup placed(AutoScalingGroup group, Caller caller, boolean zonesAsked) {
        List<String> subnets = new Group(caller, group).subnets();
        if (subnets.isEmpty()) {
            if (group.availabilityZones().isEmpty()) {
                throw Refusals.validation("At least one Availability Zone or VPC Subnet is required.");
            }
            return group;
        }
        TreeSet<String> zones = new TreeSet<>();
        for (String id : subnets) {
            Optional<SubnetView> subnet = fleet.network.subnet(caller, id);
            if (subnet.isPresent()) {
                zones.add(subnet.get().zone());
            } else if (!fleet.world.isLenient()) {
                throw Refusals.validation("The subnet ID '" + id + "' does not exist");
            }
        }
        if (zonesAsked && !zones.isEmpty() && !new TreeSet<>(group.availabilityZones()).equals(zones)) {
            throw Refusals.validation(
                    "The availability zones of the specified subnets and the Auto Scaling group do not" + " match");
        }
        return zones.isEmpty() ? group : group.copy(copy -> copy.availabilityZones(zones));
    }

    void launchConfiguration(@Nullable String name, Caller caller) {
        if (name != null
                && !fleet.world.isLenient()
                && !fleet.in(caller).configurations.containsKey(name)) {
            throw Refusals.validation(
                    "Launch configuration name not found - Launch configuration " + name + " not found");
        }
    }

    /** The specification with both id and name of the template. */
    LaunchTemplateSpecification template(LaunchTemplateSpecification asked, Caller caller) {
        if ((asked.launchTemplateId() == null) == (asked.launchTemplateName() == null)) {
            throw Refusals.validation("Valid requests must contain either launchTemplateId or LaunchTemplateName");
        }
        String idOrName = asked.launchTemplateId() == null ? asked.launchTemplateName() : asked.launchTemplateId();
        Optional<LaunchTemplateView> found = fleet.network.launchTemplate(caller, idOrName, asked.version());
        if (found.isEmpty() && fleet.world.isLenient()) {
            return asked;
        }
        LaunchTemplateView template = found.orElseThrow(() -> Refusals.validation(
                "You must use a valid fully-formed launch template. The specified launch template, with template "
                        + (asked.launchTemplateId() == null ? "name " : "ID ") + idOrName + ", does not exist."));
        return asked.copy(copy -> copy.launchTemplateId(template.id()).launchTemplateName(template.name()));
    }

    /**
     * The policy with what AWS fills in (API reference, {@code InstancesDistribution}). Overrides are answered even where
     * there are none.
     */
    MixedInstancesPolicy mixed(MixedInstancesPolicy asked, @Nullable MixedInstancesPolicy before, Caller caller) {
        LaunchTemplate template;
        if (asked.launchTemplate() != null) {
            template = asked.launchTemplate()
                    .copy(copy -> copy.launchTemplateSpecification(
                            template(asked.launchTemplate().launchTemplateSpecification(), caller)));
        } else if (before != null) {
            template = before.launchTemplate();
        } else {
            throw Refusals.validation("The MixedInstancesPolicy must contain a launch template.");
        }
        if (template.launchTemplateSpecification() == null) {
            throw Refusals.validation("Valid requests must contain either launchTemplateId or LaunchTemplateName");
        }
        weights(template.overrides());
        InstancesDistribution given = asked.instancesDistribution() != null
                ? asked.instancesDistribution()
                : before != null && before.instancesDistribution() != null
                        ? before.instancesDistribution()
                        : InstancesDistribution.builder().build();
        return MixedInstancesPolicy.builder()
                .launchTemplate(template.copy(copy -> copy.overrides(List.copyOf(template.overrides()))))
                .instancesDistribution(completed(given))
                .build();
    }

    private static void weights(List<LaunchTemplateOverrides> overrides) {
        long weighted = overrides.stream()
                .filter(override -> override.weightedCapacity() != null)
                .count();
        if (weighted != 0 && weighted != overrides.size()) {
            throw Refusals.validation("All overrides must have a WeightedCapacity if one of them has.");
        }
    }

    static InstancesDistribution completed(InstancesDistribution given) {
        String spot = given.spotAllocationStrategy() == null ? "lowest-price" : given.spotAllocationStrategy();
        Integer pools = given.spotInstancePools();
        return InstancesDistribution.builder()
                .onDemandAllocationStrategy(
                        given.onDemandAllocationStrategy() == null ? "prioritized" : given.onDemandAllocationStrategy())
                .onDemandBaseCapacity(given.onDemandBaseCapacity() == null ? 0 : given.onDemandBaseCapacity())
                .onDemandPercentageAboveBaseCapacity(
                        given.onDemandPercentageAboveBaseCapacity() == null
                                ? 100
                                : given.onDemandPercentageAboveBaseCapacity())
                .spotAllocationStrategy(spot)
                .spotInstancePools(pools == null && spot.equals("lowest-price") ? Integer.valueOf(2) : pools)
                .spotMaxPrice(given.spotMaxPrice())
                .build();
    }
}
