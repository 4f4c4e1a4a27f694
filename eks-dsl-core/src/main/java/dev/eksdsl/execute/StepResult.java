package dev.eksdsl.execute;

import dev.eksdsl.plan.Step;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What came of one step.
 *
 * @param step the step
 * @param outcome how it ended
 * @param took how long it ran, without its waiting for others
 * @param reason why it failed, or whose failure made it be skipped; empty for the rest. Names AWS's request id
 * @param failure the failure itself
 * @param causes what a look at AWS has found to be in the way of a step that failed, the likeliest first, each with what to
 *     do about it; none if nothing is known
 */
public record StepResult(
        Step step,
        Outcome outcome,
        Duration took,
        String reason,
        Optional<RuntimeException> failure,
        List<String> causes) {

    public StepResult {
        causes = List.copyOf(causes);
    }

    static StepResult of(Step step, Outcome outcome, Duration took, String reason, @Nullable RuntimeException failure) {
        return new StepResult(step, outcome, took, reason, Optional.ofNullable(failure), List.of());
    }

    StepResult withCauses(List<String> found) {
        return new StepResult(step, outcome, took, reason, failure, found);
    }

    /** How a step ended. */
    public enum Outcome {
        /** It was as wanted; nothing was done. */
        UNCHANGED,
        SUCCEEDED,
        FAILED,
        /** A step that it needs has failed. */
        SKIPPED,
        /** The run was cancelled, or gave way, before it was done; the reason says whether it had begun, and how far AWS was. */
        CANCELLED
    }
}
