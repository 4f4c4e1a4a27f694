package dev.eksdsl.execute;

import dev.eksdsl.forecast.Outlook;
import dev.eksdsl.forecast.Range;
import dev.eksdsl.plan.Plan;
import dev.eksdsl.plan.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What happens while a plan runs. */
public sealed interface ProgressEvent {

    /** When it happened, on the session's timeline. */
    Instant at();

    /** The plan has been checked and begins. */
    record Started(Instant at, Plan plan) implements ProgressEvent {}

    /**
     * All steps are over, and a look at AWS has told that somebody else has changed some of it meanwhile; it is set right.
     *
     * @param plan what is missing, or too much
     */
    record Resumed(Instant at, Plan plan) implements ProgressEvent {}

    /**
     * How long the run takes yet, all of it. Told at the start, whenever a step has ended that took its time, and when something takes
     * longer than expected. What a round that sets something right takes is told when that begins.
     */
    record Expected(Instant at, Outlook outlook) implements ProgressEvent {}

    /**
     * A step makes its first call.
     *
     * @param takes how long it takes by itself
     */
    record StepStarted(Instant at, Step step, Range takes) implements ProgressEvent {}

    /**
     * AWS is at work on a step. Told each time it has been looked at.
     *
     * @param status what AWS calls it
     * @param elapsed since the step started
     * @param left how long it takes yet by itself; if it waits for other steps, then from their end
     */
    record StepWaiting(Instant at, Step step, String status, Duration elapsed, Range left) implements ProgressEvent {}

    /**
     * A call of the step failed in a way that passes; it is tried again.
     *
     * @param why what is going on, the same for each failure of one kind
     * @param failure what AWS said this time, with its request id
     * @param delay when it is tried again
     */
    record StepRetried(Instant at, Step step, String why, String failure, Duration delay) implements ProgressEvent {}

    record StepSucceeded(Instant at, Step step, Duration took) implements ProgressEvent {}

    record StepFailed(Instant at, Step step, String reason) implements ProgressEvent {}

    /**
     * What a look at AWS has found to be in the way of a step. Told at most once while the step takes much longer than usual,
     * and once after it has failed; never if nothing is found.
     *
     * @param causes the likeliest first, each with what to do about it
     */
    record StepDiagnosed(Instant at, Step step, List<String> causes) implements ProgressEvent {
        public StepDiagnosed {
            causes = List.copyOf(causes);
        }
    }

    /**
     * A step will not run, for one that it needs has failed.
     *
     * @param because the step whose failure is the cause
     */
    record StepSkipped(Instant at, Step step, Step because) implements ProgressEvent {}

    /** The run was cancelled, or gave way to another declaration, before the step was done; AWS may still be at work on it. */
    record StepCancelled(Instant at, Step step) implements ProgressEvent {}

    record Finished(Instant at, Report report) implements ProgressEvent {}
}
