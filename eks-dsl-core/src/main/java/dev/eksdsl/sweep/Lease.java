package dev.eksdsl.sweep;

import dev.eksdsl.model.DurationText;
import java.time.Duration;
import java.time.Instant;

/**
 * How long a cluster is meant to stay. A value: it does not follow the clock.
 *
 * @param cluster the cluster's name
 * @param until when the lease ends: of several that its resources carry, the latest
 * @param asOf when it was read
 */
public record Lease(String cluster, Instant until, Instant asOf) {

    /** What is left of it, from the moment when it was read; zero if it is over. */
    public Duration remaining() {
        return isExpired() ? Duration.ZERO : Duration.between(asOf, until);
    }

    /** Whether it was over when it was read. */
    public boolean isExpired() {
        return !until.isAfter(asOf);
    }

    /** One line. */
    @Override
    public String toString() {
        return cluster + ": "
                + (isExpired()
                        ? "expired " + DurationText.of(Duration.between(until, asOf)) + " ago, at " + until
                        : DurationText.of(remaining()) + " left, until " + until);
    }
}
