package dev.eksdsl.fleet;

import dev.eksdsl.plan.Plan;
import dev.eksdsl.resource.Action;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What would be done to a fleet, as a value. Immutable.
 *
 * @param madeAt when AWS was begun to be read
 * @param members one for each cluster, ordered
 */
public record FleetPlan(Instant madeAt, List<MemberPlan> members) {

    public FleetPlan {
        members = members.stream()
                .sorted((one, other) -> one.member().compareTo(other.member()))
                .toList();
    }

    /** Those that have something to do, and may do it. */
    public List<MemberPlan> ready() {
        return members.stream().filter(MemberPlan::isReady).toList();
    }

    /** Those that cannot be planned, or whose plan may not run. */
    public List<MemberPlan> problems() {
        return members.stream().filter(member -> !member.problem().isEmpty()).toList();
    }

    /** Whether all of AWS is as declared. */
    public boolean isEmpty() {
        return members.stream()
                .allMatch(member -> member.plan().filter(Plan::isEmpty).isPresent());
    }

    /** How many resources of all clusters the action is for. */
    public long count(Action action) {
        return members.stream()
                .flatMap(member -> member.plan().stream())
                .mapToLong(plan -> plan.count(action))
                .sum();
    }

    /** How long the longest of them usually takes, without the time that calls wait for AWS's limits. */
    public Duration longest() {
        return ready().stream()
                .flatMap(member -> member.plan().stream())
                .map(Plan::expected)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    /** The counts of each cluster, account and region as JSON; plans of single clusters have JSON of their own. */
    public String toJson() {
        return FleetPlanJson.of(this);
    }

    /** A summary on the first line, then the clusters by account and region; of many, only counts and what is wrong. */
    @Override
    public String toString() {
        return FleetPlanText.of(this);
    }
}
