package dev.eksdsl.aws.pacing;

import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.ratelimiter.internal.AtomicRateLimiter;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One of AWS's buckets as it is seen from here. Resilience4j's limiter, on the session's time, gives each call a moment, one
 * after the other at the bucket's rate; a call may be made before its moment by as much as the burst allows. What AWS throttles
 * lowers the rate by a part, and each second without brings a hundredth of it back. Thread-safe.
 */
final class Bucket {

    /** How many of the limiter's permits a call takes: the rate can be lowered by hundredths. */
    private static final int WHOLE = 100;

    /** A rate is not lowered below this many hundredths. */
    private static final int LEAST = 5;

    /** What is left of the rate when AWS throttles. */
    private static final double LEFT = 0.7;

    /** Calls that were under way together are throttled together: that counts once. */
    private static final Duration TOGETHER = Duration.ofSeconds(1);

    /** Longer than any wait: a call that has to wait is told so, never refused. */
    private static final Duration EVER = Duration.ofDays(10_000);

    private static final double NANOS = 1e9;

    private final BucketName name;
    private final Rate rate;
    private final RateLimiter limiter;
    private final long ahead;
    private int share = WHOLE;
    private @Nullable Instant slowedAt;
    private Instant recoveredTo = Instant.MIN;
    private long calls;
    private long throttled;
    private Instant backlogUntil = Instant.MIN;
    private Duration waited = Duration.ZERO;

    /** @param nanos the session's time, which never goes back */
    Bucket(BucketName name, Rate rate, Supplier<Long> nanos) {
        this.name = name;
        this.rate = rate;
        RateLimiterConfig config = RateLimiterConfig.custom()
                .limitForPeriod(WHOLE)
                .limitRefreshPeriod(Duration.ofNanos((long) (NANOS / rate.perSecond())))
                .timeoutDuration(EVER)
                .build();
        this.limiter = new AtomicRateLimiter(name.toString(), config, nanos);
        // Moments lie on a grid, so a window holds up to two calls more than its length says: they come off the burst.
        this.ahead = (long) (Math.max(0, rate.burst() - 2) / rate.perSecond() * NANOS);
    }

    /** Counts a call, and tells how long it has to wait until it is made. */
    synchronized Duration reserve(Instant now) {
        recover(now);
        calls++;
        long moment = limiter.reservePermission(WHOLE);
        // While AWS throttles its bucket is empty, whatever we think it holds: no call goes ahead of its moment.
        Duration wait = Duration.ofNanos(share == WHOLE ? Math.max(0, moment - ahead) : moment);
        backlogUntil = now.plus(wait);
        waited = waited.plus(wait);
        return wait;
    }

    /** AWS has throttled a call. */
    synchronized void throttled(Instant now) {
        throttled++;
        if (slowedAt != null && now.isBefore(slowedAt.plus(TOGETHER))) {
            return;
        }
        recover(now);
        slowedAt = now;
        recoveredTo = now;
        if (limiter.getMetrics().getAvailablePermissions() > 0) {
            // Only then: to drain a limiter that has given moments ahead would take these back.
            limiter.drainPermissions();
        }
        pace(Math.max(LEAST, (int) (share * LEFT)));
    }

    private void recover(Instant now) {
        if (share == WHOLE) {
            return;
        }
        long seconds = Duration.between(recoveredTo, now).toSeconds();
        if (seconds > 0) {
            recoveredTo = recoveredTo.plusSeconds(seconds);
            pace((int) Math.min(WHOLE, share + seconds));
        }
    }

    private void pace(int hundredths) {
        share = hundredths;
        limiter.changeLimitForPeriod(hundredths);
    }

    synchronized BucketUse use(Instant now) {
        recover(now);
        Duration backlog = backlogUntil.isAfter(now) ? Duration.between(now, backlogUntil) : Duration.ZERO;
        return new BucketUse(name, rate, calls, throttled, share, backlog, waited);
    }
}
