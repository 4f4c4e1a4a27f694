package dev.eksdsl.testing.throttle;

import java.time.Duration;
import java.time.Instant;

/** Tokens that are taken one by one and come back with time. Full at first. Not thread-safe. */
final class TokenBucket {

    /** What adding up fractions of tokens may have lost. */
    private static final double ROUNDING = 1e-9;

    private final Rate rate;
    private double tokens;
    private Instant filled;

    TokenBucket(Rate rate, Instant now) {
        this.rate = rate;
        this.tokens = rate.burst();
        this.filled = now;
    }

    boolean has(int wanted, Instant now) {
        if (now.isAfter(filled)) {
            double seconds = Duration.between(filled, now).toNanos() / 1e9;
            tokens = Math.min(rate.burst(), tokens + seconds * rate.perSecond());
            filled = now;
        }
        return tokens + ROUNDING >= wanted;
    }

    void take(int wanted) {
        tokens -= wanted;
    }
}
