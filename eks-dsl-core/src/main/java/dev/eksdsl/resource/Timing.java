package dev.eksdsl.resource;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.eksdsl.waiting.Prior;
import java.time.Duration;
import java.util.Optional;

/**
 * How long an action takes.
 *
 * @param expected the usual time, from public measurements: the median
 * @param p95 what nineteen of twenty do not exceed
 * @param deadline when to give up
 */
public record Timing(Duration expected, Duration p95, Duration deadline) {

    /** For a call that is done when AWS has answered: about a second, and ten minutes for all its repetitions. */
    public static final Timing IMMEDIATE = of(Duration.ofSeconds(1), Duration.ofMinutes(10));

    /** Where only the usual time is known: one in twenty is assumed to take half as long again. */
    public static Timing of(Duration expected, Duration deadline) {
        return of(expected, expected.multipliedBy(3).dividedBy(2), deadline);
    }

    public static Timing of(Duration expected, Duration p95, Duration deadline) {
        return new Timing(expected, p95, deadline);
    }

    /** Plans of format 1.0 have no 95th percentile. */
    @JsonCreator
    static Timing read(
            @JsonProperty("expected") Duration expected,
            @JsonProperty("p95") Optional<Duration> p95,
            @JsonProperty("deadline") Duration deadline) {
        Timing usual = of(expected, deadline);
        return p95.map(known -> of(expected, known, deadline)).orElse(usual);
    }

    /** The same as a distribution. */
    public Prior prior() {
        return Prior.of(expected, p95);
    }
}
