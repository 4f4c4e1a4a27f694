package dev.eksdsl.temporal;

import dev.eksdsl.EksSession;
import dev.eksdsl.plan.Plan;
import java.time.Duration;
import java.util.Optional;

/**
 * What a workflow is started with. Immutable.
 *
 * @param plan the plan as {@code EksSession.toJson} writes it. Temporal takes at most 2 MiB at once
 * @param approvedWithin how long the workflow waits for the signal {@link ApplyPlan#approve} before the first write; empty if it
 *     needs none, which is the default
 * @param attemptTimeout how long one attempt of a step may take, which is a few calls; after this time the worker counts as lost,
 *     and another one takes the step up. Default: {@link #ATTEMPT_TIMEOUT}
 */
public record PlanRequest(String plan, Optional<Duration> approvedWithin, Duration attemptTimeout) {

    /** Longer than the few calls of an attempt take, each with the half minute that a client waits for an answer. */
    public static final Duration ATTEMPT_TIMEOUT = Duration.ofMinutes(3);

    /** Begins at once. */
    public static PlanRequest of(EksSession session, Plan plan) {
        return new PlanRequest(session.toJson(plan), Optional.empty(), ATTEMPT_TIMEOUT);
    }

    /** Begins only when somebody has approved; ends without a write if nobody has in this time. */
    public PlanRequest approvedWithin(Duration time) {
        return new PlanRequest(plan, Optional.of(time), attemptTimeout);
    }

    /** See {@link #attemptTimeout()}. */
    public PlanRequest attemptTimeout(Duration time) {
        return new PlanRequest(plan, approvedWithin, time);
    }
}
