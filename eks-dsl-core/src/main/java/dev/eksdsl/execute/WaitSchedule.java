package dev.eksdsl.execute;

import java.time.Duration;

/**
 * When to look again at something that takes time: soon after the start, for a fast or failing case; then rarely; more often
 * again near the time that it usually takes; and ever more rarely when it is overdue.
 */
final class WaitSchedule {

    private static final Duration FIRST = Duration.ofSeconds(1);

    /**
     * How close looks come at the likeliest time, over the root of the usual duration in seconds. Where a look costs as much
     * as a second of delay, the best distance grows with that root: 20 s for a cluster, 9 s for a node group.
     */
    private static final double CLOSEST = 0.8;

    private WaitSchedule() {}

    /**
     * How long until the next look.
     *
     * @param elapsed since the step began
     * @param expected how long it usually takes
     */
    static Duration next(Duration elapsed, Duration expected) {
        Duration sinceStart = FIRST.plus(elapsed);
        Duration toExpected = expected.minus(elapsed).abs().dividedBy(2);
        Duration closest = Duration.ofMillis((long) (CLOSEST * 1000 * Math.sqrt(expected.toMillis() / 1000.0)));
        return max(FIRST, min(sinceStart, max(closest, toExpected)));
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }

    private static Duration max(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }
}
