package dev.eksdsl.forecast;

import dev.eksdsl.waiting.Prior;
import java.time.Duration;

/**
 * A prior as a table, so that many draws from it are cheap: its survival function at times that grow by the same factor, and
 * straight lines between them. Immutable. Times are in seconds.
 */
final class SurvivalTable {

    private static final int ROWS = 192;

    /** The table goes from a hundredth of the median to a hundred times it. */
    private static final double SPAN = 100;

    private final float[] times = new float[ROWS];
    private final float[] survivals = new float[ROWS];
    private final Range range;

    SurvivalTable(Prior prior) {
        double median = prior.median().toNanos() / 1e9;
        for (int row = 1; row < ROWS; row++) {
            times[row] = (float) (median * Math.pow(SPAN, 2.0 * row / (ROWS - 1) - 1));
            survivals[row] = (float) prior.survival(Duration.ofNanos(Math.round(times[row] * 1e9)));
        }
        survivals[0] = 1;
        range = Range.of(prior);
    }

    /** How long it takes. */
    Range range() {
        return range;
    }

    /** How likely it is to last longer than this. */
    double survival(double seconds) {
        int row = 0;
        int end = ROWS - 1;
        if (seconds >= times[end]) {
            return survivals[end];
        }
        while (end - row > 1) {
            int middle = (row + end) >>> 1;
            if (times[middle] <= seconds) {
                row = middle;
            } else {
                end = middle;
            }
        }
        return survivals[row] + share(seconds, times[row], times[end]) * (survivals[end] - survivals[row]);
    }

    /** What it lasts longer than with this probability. */
    double time(double survival) {
        int row = 0;
        int end = ROWS - 1;
        if (survival <= survivals[end]) {
            return times[end];
        }
        while (end - row > 1) {
            int middle = (row + end) >>> 1;
            if (survivals[middle] >= survival) {
                row = middle;
            } else {
                end = middle;
            }
        }
        return times[row] + share(survival, survivals[row], survivals[end]) * (times[end] - times[row]);
    }

    /** Where a value stands between two others, from 0 to 1. */
    private static double share(double value, double from, double to) {
        return from == to ? 0 : (value - from) / (to - from);
    }
}
