package dev.eksdsl.testing.autoscaling;

import dev.eksdsl.testing.elb.InstanceTargets;
import dev.eksdsl.testing.server.Caller;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.autoscaling.model.LifecycleState;

/**
 * Keeps the instances of groups registered at the target groups that the groups are attached to: those in service, and no
 * others (Auto Scaling user guide, "Attach an Elastic Load Balancing load balancer").
 */
final class Targets {

    private final InstanceTargets balancing;
    private final boolean lenient;

    /** @param lenient whether target groups need not exist */
    Targets(InstanceTargets balancing, boolean lenient) {
        this.balancing = balancing;
        this.lenient = lenient;
    }

    /** Refuses if one of the target groups does not exist, or takes no instances. */
    void check(Caller caller, List<String> arns) {
        if (!lenient && !arns.stream().allMatch(arn -> balancing.takesInstances(caller, arn))) {
            throw Refusals.validation(
                    "Provided Target Groups may not be valid. Please ensure they exist and try again.");
        }
    }

    /** Registers and deregisters what has changed since the last time. A group may be told not to add any. */
    void follow(Group group) {
        Set<String> attached = Set.copyOf(group.described().targetGroupARNs());
        Set<String> known = new TreeSet<>(group.registered.keySet());
        known.addAll(attached);
        for (String arn : known) {
            Set<String> registered = group.registered.computeIfAbsent(arn, key -> new HashSet<>());
            Set<String> wanted = new TreeSet<>();
            if (attached.contains(arn) && !group.gone) {
                group.members.values().stream()
                        .filter(member -> member.is(LifecycleState.IN_SERVICE))
                        .forEach(member -> wanted.add(member.id()));
            }
            for (String id : List.copyOf(registered)) {
                if (!wanted.contains(id)) {
                    balancing.deregister(group.owner, arn, id);
                    registered.remove(id);
                }
            }
            for (String id : wanted) {
                if (!group.suspended("AddToLoadBalancer") && registered.add(id)) {
                    balancing.register(group.owner, arn, id);
                }
            }
            if (!attached.contains(arn)) {
                group.registered.remove(arn);
            }
        }
    }
}
