package dev.eksdsl.benchmarks.waiting;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** When a tool looks whether something is done: some delays, of which the last goes on for ever. */
final class Grid {

    /** Terraform's {@code StateChangeConf}: at 0, .2, .6, 1.4, 3, 6.2 and 12.6 seconds, then every 10. */
    static final Grid TERRAFORM = seconds(0, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 10);

    /** eksctl's look at the stack of a cluster; taken for its other stacks, too. */
    static final Grid STACK = seconds(30, 30, 60);

    /** eksctl's look at a Fargate profile: 2^k seconds, without a limit. */
    static final Grid DOUBLING = new Grid(List.of(), true);

    private final List<Duration> delays;
    private final boolean doubles;

    private Grid(List<Duration> delays, boolean doubles) {
        this.delays = delays;
        this.doubles = doubles;
    }

    /** At once, and then at this distance, as the waiters of AWS's SDKs for Java and Python and of its CLI. */
    static Grid every(int seconds) {
        return seconds(0, seconds);
    }

    private static Grid seconds(double... delays) {
        return new Grid(
                Arrays.stream(delays)
                        .mapToObj(delay -> Duration.ofMillis(Math.round(delay * 1000)))
                        .toList(),
                false);
    }

    /** How long until the next look, after so many. */
    Duration next(int looks) {
        return doubles ? Duration.ofSeconds(1L << looks) : delays.get(Math.min(looks, delays.size() - 1));
    }
}
