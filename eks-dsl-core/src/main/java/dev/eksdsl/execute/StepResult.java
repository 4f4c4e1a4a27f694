package dev.eksdsl.execute;

import dev.eksdsl.plan.Step;
import java.time.Duration;
import java.util.Optional;

/**
 * What came of one step.
 *
 * @param step the step
 * @param outcome how it ended
 * @param took how long it ran, without its waiting for others
 * @param reason why it failed, or whose failure made it be skipped; empty for the rest. Names AWS's request id
 * @param failure the failure itself
 */
public record StepResult(Step step, Outcome outcome, Duration took, String reason, Optional<RuntimeException> failure) {

    /** How a step ended. */
    public enum Outcome {
        /** It was as wanted; nothing was done. */
        UNCHANGED,
        SUCCEEDED,
        FAILED,
        /** A step that it needs has failed. */
        SKIPPED,
        /** The run was cancelled before it was done. */
        CANCELLED
    }
}
