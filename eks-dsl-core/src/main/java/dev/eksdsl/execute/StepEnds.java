package dev.eksdsl.execute;

import static java.util.Objects.requireNonNull;

import dev.eksdsl.execute.StepResult.Outcome;
import dev.eksdsl.plan.Step;
import dev.eksdsl.plan.StepId;
import dev.eksdsl.time.Timeline;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes down how each step ends, and what that means for the others. Guarded by the run's lock. */
final class StepEnds {

    private final Map<StepId, StepRun<?, ?>> steps;
    private final Order order;
    private final Results results;
    private final Slack slack;
    private final Pauses pauses;
    private final Expectations expectations;
    private final RunLog log;
    private final Timeline timeline;

    StepEnds(
            Map<StepId, StepRun<?, ?>> steps,
            Order order,
            Results results,
            Slack slack,
            Pauses pauses,
            Expectations expectations,
            RunLog log,
            Timeline timeline) {
        this.steps = steps;
        this.order = order;
        this.results = results;
        this.slack = slack;
        this.pauses = pauses;
        this.expectations = expectations;
        this.log = log;
        this.timeline = timeline;
    }

    void succeeded(StepRun<?, ?> step, Outcome outcome) {
        record(step, outcome, "", null);
    }

    /** The step has failed; those that need it are skipped. */
    void failed(StepRun<?, ?> step, RuntimeException failure) {
        String reason = String.valueOf(failure.getMessage());
        record(step, Outcome.FAILED, reason, failure);
        log.failed(step.step(), reason);
        skipSuccessors(step.step().id(), step.step());
    }

    /** AWS is at work on the step, but without the others nothing will come of it; those that need it are skipped. */
    void givenUp(StepRun<?, ?> step, Set<StepId> others) {
        List<Step> needed = steps.values().stream()
                .map(StepRun::step)
                .filter(other -> others.contains(other.id()))
                .toList();
        String names = needed.stream().map(other -> other.id().text()).collect(Collectors.joining(", "));
        Step cause = needed.get(0);
        record(step, Outcome.SKIPPED, "given up as " + step.status() + ", for it needs one of " + names, null);
        log.skipped(step.step(), cause);
        skipSuccessors(step.step().id(), cause);
    }

    /** All that has not ended does not go on. */
    void interrupted(String why) {
        for (StepRun<?, ?> step : steps.values()) {
            if (!results.has(step.step().id())) {
                record(step, Outcome.CANCELLED, step.interrupted(why, timeline.now()), null);
                log.cancelled(step.step());
            }
        }
    }

    private void skipSuccessors(StepId from, Step cause) {
        skip(order.after(from), cause);
        skip(order.afterBegun(from), cause);
    }

    /** What AWS has begun with already goes on, and ends by itself. */
    private void skip(List<StepId> all, Step cause) {
        for (StepId next : all) {
            StepRun<?, ?> skipped = requireNonNull(steps.get(next));
            if (!results.has(next) && !skipped.isStarted()) {
                record(skipped, Outcome.SKIPPED, "skipped because " + cause.id() + " failed", null);
                log.skipped(skipped.step(), cause);
                skipSuccessors(next, cause);
            }
        }
    }

    private void record(StepRun<?, ?> step, Outcome outcome, String reason, @Nullable RuntimeException failure) {
        results.add(StepResult.of(step.step(), outcome, step.elapsed(timeline.now()), reason, failure));
        slack.ended(step.step().id());
        pauses.wake(step.step().id());
        expectations.over(step, outcome);
    }
}
