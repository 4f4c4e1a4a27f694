package dev.eksdsl.testing.autoscaling;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.autoscaling.model.Instance;

/**
 * Which instance goes when a group shrinks: an unprotected one of the zone with the most instances, then by the group's
 * termination policies (Auto Scaling user guide, "Termination policies").
 */
final class TerminationOrder {

    private TerminationOrder() {}

    /**
     * The instances that go, one after the other; fewer if the others are protected, or weigh more than what is too much.
     *
     * @param surplus what is too much, in units of the group
     */
    static List<Member> choose(Group group, int surplus) {
        List<Member> left = new ArrayList<>(
                group.members.values().stream().filter(Member::counts).toList());
        List<Member> chosen = new ArrayList<>();
        int open = surplus;
        Optional<Member> next = next(group, left, open);
        while (next.isPresent()) {
            left.remove(next.get());
            chosen.add(next.get());
            open -= next.get().weight();
            next = next(group, left, open);
        }
        return chosen;
    }

    private static Optional<Member> next(Group group, List<Member> left, int surplus) {
        Map<String, Long> zones = left.stream()
                .collect(Collectors.groupingBy(member -> member.described().availabilityZone(), Collectors.counting()));
        Comparator<Member> order = Comparator.comparing(
                member -> -zones.getOrDefault(member.described().availabilityZone(), 0L));
        for (String policy : policies(group)) {
            order = order.thenComparing(byPolicy(policy));
        }
        return left.stream()
                .filter(member -> !Boolean.TRUE.equals(member.described().protectedFromScaleIn()))
                .filter(member -> member.weight() <= surplus && PurchaseOptions.spares(group, left, member))
                .min(order.thenComparing(member -> member.since));
    }

    private static List<String> policies(Group group) {
        return group.described().terminationPolicies();
    }

    private static Comparator<Member> byPolicy(String policy) {
        return switch (policy) {
            case "OldestInstance", "ClosestToNextInstanceHour" -> Comparator.comparing(member -> member.since);
            case "NewestInstance" ->
                Comparator.<Member, Instant>comparing(member -> member.since).reversed();
            default -> Comparator.comparingLong(member -> version(member.described()));
        };
    }

    /** Instances of a launch configuration go before those of a template, older versions before newer ones. */
    private static long version(Instance instance) {
        return instance.launchTemplate() == null
                ? 0
                : Long.parseLong(instance.launchTemplate().version());
    }
}
