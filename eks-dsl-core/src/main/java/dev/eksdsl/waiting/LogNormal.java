package dev.eksdsl.waiting;

/**
 * A duration whose logarithm is normally distributed, as the durations of AWS's work are: a sharp begin, a long tail.
 *
 * @param median in seconds, more than 0
 * @param sigma the deviation of the logarithm, more than 0
 */
record LogNormal(double median, double sigma) {

    /** So many deviations above the middle lies what nineteen of twenty do not exceed. */
    static final double Z95 = 1.6448536269514722;

    static LogNormal of(double median, double p95) {
        return new LogNormal(median, Math.log(p95 / median) / Z95);
    }

    double survival(double seconds) {
        return seconds <= 0 ? 1 : Normal.survival(deviations(seconds));
    }

    /** How likely it ends within the next second, per second, once it has lasted so long. */
    double hazard(double seconds) {
        return seconds <= 0 ? 0 : Normal.hazard(deviations(seconds)) / (sigma * seconds);
    }

    private double deviations(double seconds) {
        return Math.log(seconds / median) / sigma;
    }
}
