package dev.eksdsl.testing.autoscaling;

import java.util.Collection;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.model.InstancesDistribution;
import software.amazon.awssdk.services.autoscaling.model.MixedInstancesPolicy;

/**
 * How much of a mixed group is On-Demand and how much is Spot. Each of the two is filled by itself, as EC2 Fleet does it,
 * so that a group with weights can have more than its desired capacity (Auto Scaling user guide, "Configure an Auto Scaling
 * group to use instance weights").
 *
 * @param onDemand the On-Demand capacity that is wanted, in units of the group
 * @param spot the Spot capacity that is wanted
 */
record PurchaseOptions(int onDemand, int spot) {

    /** What a group of this capacity wants of both. A share of On-Demand that is no whole number is rounded up. */
    static PurchaseOptions of(MixedInstancesPolicy policy, int capacity) {
        InstancesDistribution distribution = policy.instancesDistribution();
        int base = Math.min(capacity, distribution.onDemandBaseCapacity());
        int above = (int) Math.ceil((capacity - base) * distribution.onDemandPercentageAboveBaseCapacity() / 100.0);
        return new PurchaseOptions(base + above, capacity - base - above);
    }

    /** Whether the next instance of the group is a Spot instance. */
    static boolean nextIsSpot(Group group, MixedInstancesPolicy policy) {
        int capacity = Math.max(group.desired(), group.capacity() + 1);
        return units(group.members.values(), false) >= of(policy, capacity).onDemand();
    }

    /** Whether a group whose instances have weights has too little of one of the two, though it has its capacity. */
    static boolean lacking(Group group) {
        MixedInstancesPolicy policy = group.described().mixedInstancesPolicy();
        if (!hasWeights(policy)) {
            return false;
        }
        return units(group.members.values(), true) < of(policy, group.desired()).spot();
    }

    /** Whether the group can do without the instance: what is left of its kind is enough. */
    static boolean spares(Group group, Collection<Member> left, Member member) {
        MixedInstancesPolicy policy = group.described().mixedInstancesPolicy();
        if (!hasWeights(policy)) {
            return true;
        }
        PurchaseOptions wanted = of(policy, group.desired());
        return units(left, member.spot) - member.weight() >= (member.spot ? wanted.spot() : wanted.onDemand());
    }

    private static boolean hasWeights(@Nullable MixedInstancesPolicy policy) {
        return policy != null
                && policy.launchTemplate().overrides().stream()
                        .anyMatch(override -> override.weightedCapacity() != null);
    }

    private static int units(Collection<Member> members, boolean spot) {
        return members.stream()
                .filter(member -> member.counts() && member.spot == spot)
                .mapToInt(Member::weight)
                .sum();
    }
}
