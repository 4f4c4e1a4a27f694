package dev.eksdsl.fleet;

import dev.eksdsl.plan.Plan;
import java.util.Optional;

/**
 * What it takes for one cluster, or why that cannot be told.
 *
 * @param member which one
 * @param plan its plan; empty if it cannot be planned
 * @param failure why it cannot be planned
 */
public record MemberPlan(FleetMember member, Optional<Plan> plan, Optional<RuntimeException> failure) {

    static MemberPlan of(FleetMember member, Plan plan) {
        return new MemberPlan(member, Optional.of(plan), Optional.empty());
    }

    static MemberPlan failed(FleetMember member, RuntimeException failure) {
        return new MemberPlan(member, Optional.empty(), Optional.of(failure));
    }

    /** Whether there is something to do, and it may be done. */
    public boolean isReady() {
        return plan.filter(p -> !p.isEmpty() && p.blocked().isEmpty()).isPresent();
    }

    /** What keeps it from being applied: why it cannot be planned, or its steps that may not run. Empty if nothing does. */
    public String problem() {
        return failure.map(Failures::text)
                .or(() -> plan.flatMap(p -> p.blocked().stream().findFirst())
                        .map(step ->
                                step.id() + " is blocked: " + step.blocked().orElse("")))
                .orElse("");
    }
}
