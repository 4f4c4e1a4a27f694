package dev.eksdsl.execute;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is remembered of a step from one {@link StepRunner#advance} to the next. A value, which can be stored and given to
 * another process. If it is lost, {@link #begun} serves instead, half a minute after the last advance: what AWS shows counts for
 * more than what is remembered, and by then reads of EC2 show what was made.
 *
 * @param started when the step began: the same at each advance, for resources are marked with it
 * @param looks how often AWS was found at work on it
 * @param acted when AWS last took a call of this step, or may have taken it
 * @param removed for a replacement: whether the old resource is gone
 * @param failures how many calls in a row have failed in a way that passes
 * @param failingSince when the first of these failed
 */
public record StepTrack(
        Instant started,
        int looks,
        Optional<Instant> acted,
        boolean removed,
        int failures,
        Optional<Instant> failingSince) {

    /** How long what was made may stay unseen: reads of EC2 lag behind its writes by seconds. */
    private static final Duration UNSEEN = Duration.ofSeconds(30);

    /** A step of which nothing is known but when it began. */
    public static StepTrack begun(Instant started) {
        return new StepTrack(started, 0, Optional.empty(), false, 0, Optional.empty());
    }

    /** Whether a call has been made that reads need not show yet. */
    boolean mayBeUnseen(Instant now) {
        return acted.filter(at -> now.isBefore(at.plus(UNSEEN))).isPresent();
    }

    StepTrack looked() {
        return new StepTrack(started, looks + 1, acted, removed, 0, Optional.empty());
    }

    StepTrack acted(Instant now) {
        return new StepTrack(started, looks, Optional.of(now), removed, failures, failingSince);
    }

    /** The old resource is gone, so nothing has been done yet to make the new one. */
    StepTrack withOldRemoved() {
        return new StepTrack(started, looks, Optional.empty(), true, failures, failingSince);
    }

    StepTrack failed(Instant now) {
        return new StepTrack(started, looks, acted, removed, failures + 1, failingSince.or(() -> Optional.of(now)));
    }
}
