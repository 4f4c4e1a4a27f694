package dev.eksdsl.waiting;

import java.time.Duration;

/**
 * Looks where the end is likely: the density of looks is {@code sqrt(h / 2c)}, with the hazard rate {@code h} of the prior and
 * the seconds of delay {@code c} that a look is worth. That is the best there is for a known distribution (Keller, "Optimum
 * checking schedules for systems subject to random failure", 1974). So looks are few at first, for early failures; closest
 * around the usual end; and ever rarer when it is overdue.
 *
 * <p>Where a step has slack, nothing waits for its end: half of the slack passes before the next look. But people watch, so it is
 * a minute at most, and never longer than the step usually takes in all.
 *
 * <p>And as this may be no AWS but an emulator of it, where everything is many times faster, some waits are left alone no longer
 * than their {@link Attention} allows. Thread-safe.
 */
public final class HazardLooks implements LookPolicy {

    /**
     * Measured on the fake, with durations drawn, for a cluster with two node groups and a Fargate profile: with this it is made 1.2 %
     * later than if every end were noticed at once, with 70 looks, and deleted 1.8 % later, with 57. A full second takes 50 and 40
     * looks, for 2.2 and 3.0 %.
     */
    private static final Duration WORTH = Duration.ofMillis(400);

    private static final double SHORTEST_SECONDS = 1;

    private static final Duration LONGEST_UNNEEDED = Duration.ofMinutes(1);

    /** The hazard is summed up in parts of so many seconds, or of such a share of the time that has passed. */
    private static final double PART_SECONDS = 0.5;

    private static final double PART_SHARE = 1.0 / 64;

    private final double worthSeconds;

    public HazardLooks() {
        this(WORTH);
    }

    /** @param worth how much delay one look is worth; more than 0 */
    public HazardLooks(Duration worth) {
        if (worth.isZero() || worth.isNegative()) {
            throw new IllegalArgumentException("a look must be worth more than nothing, not " + worth);
        }
        this.worthSeconds = worth.toNanos() / 1e9;
    }

    @Override
    public Duration next(Wait wait) {
        double from = wait.elapsed().toNanos() / 1e9;
        Duration likely =
                Duration.ofMillis((long) (Math.max(SHORTEST_SECONDS, untilOneLook(wait.prior(), from)) * 1000));
        Duration unneeded = min(wait.slack().dividedBy(2), min(wait.expected(), LONGEST_UNNEEDED));
        Duration next = likely.compareTo(unneeded) >= 0 ? likely : unneeded;
        return min(next, wait.attention().longest(wait.elapsed()));
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }

    /** How long it takes from there until the density of looks sums up to one. */
    private double untilOneLook(Prior prior, double from) {
        double at = from;
        double looks = 0;
        while (true) {
            double part = Math.max(PART_SECONDS, at * PART_SHARE);
            double density = Math.sqrt(prior.hazard(at + part / 2) / (2 * worthSeconds));
            if (looks + density * part >= 1) {
                return at + (1 - looks) / density - from;
            }
            looks += density * part;
            at += part;
        }
    }
}
