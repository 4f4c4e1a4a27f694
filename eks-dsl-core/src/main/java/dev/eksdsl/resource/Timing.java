package dev.eksdsl.resource;

import java.time.Duration;

/**
 * How long an action takes.
 *
 * @param expected the usual time, from public measurements
 * @param deadline when to give up
 */
public record Timing(Duration expected, Duration deadline) {

    /** For a call that is done when AWS has answered: about a second, and ten minutes for all its repetitions. */
    public static final Timing IMMEDIATE = new Timing(Duration.ofSeconds(1), Duration.ofMinutes(10));

    public static Timing of(Duration expected, Duration deadline) {
        return new Timing(expected, deadline);
    }
}
