package dev.eksdsl.temporal;

import java.time.Duration;

/**
 * How far one step is, or what came of it. A value.
 *
 * @param step its id in the plan, such as {@code nodegroup/workers}
 * @param phase how far it is
 * @param took how long it ran; zero while it has not ended
 * @param reason why it failed, or was not done; else empty
 */
public record StepEnd(String step, Phase phase, Duration took, String reason) {

    /** How far a step is. */
    public enum Phase {
        /** Waits for the steps before it, or for its lane. */
        PENDING,
        RUNNING,
        /** Its own part is done; it waits until one of others has succeeded, as add-ons wait for nodes. */
        WAITING_FOR_OTHERS,
        /** It was as wanted; nothing was done. */
        UNCHANGED,
        SUCCEEDED,
        FAILED,
        /** A step that it needs has failed. */
        SKIPPED,
        /** The workflow was cancelled, or gave way to another declaration. */
        CANCELLED;

        /** Whether steps behind it may begin. */
        public boolean isGood() {
            return this == UNCHANGED || this == SUCCEEDED;
        }

        /** Whether it changes no more. */
        public boolean isOver() {
            return ordinal() >= UNCHANGED.ordinal();
        }
    }
}
