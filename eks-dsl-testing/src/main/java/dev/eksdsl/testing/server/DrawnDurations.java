package dev.eksdsl.testing.server;

import java.time.Duration;
import java.util.SplittableRandom;

/** Durations from log-normal distributions. Thread-safe. */
final class DrawnDurations {

    /** Of a normal distribution, in standard deviations: where nineteen of twenty lie below. */
    private static final double P95 = 1.6449;

    /** Further out, in standard deviations, nothing is drawn: one in 370 would be. */
    private static final double FURTHEST = 3;

    private final long seed;

    DrawnDurations(long seed) {
        this.seed = seed;
    }

    /** The next of this kind in a strand. */
    Duration next(Durations.Of what, Strand strand) {
        return draw(what, new SplittableRandom(seed(what) ^ strand.answer(what.name())));
    }

    /** The one of this thing. */
    Duration of(Durations.Of what, String thing) {
        return draw(what, new SplittableRandom(seed(what) * 31 + thing.hashCode()));
    }

    private static Duration draw(Durations.Of what, SplittableRandom source) {
        double gaussian = Math.max(-FURTHEST, Math.min(FURTHEST, source.nextGaussian()));
        long median = what.median().toMillis();
        if (median == 0) {
            return what.median();
        }
        double deviation = Math.log((double) what.p95().toMillis() / median) / P95;
        return Duration.ofMillis(Math.round(median * Math.exp(deviation * gaussian)));
    }

    /** By name, so that kinds which are added do not change the others. */
    private long seed(Durations.Of what) {
        return seed * 1_000_003 + what.name().hashCode();
    }
}
