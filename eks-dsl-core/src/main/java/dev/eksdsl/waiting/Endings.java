package dev.eksdsl.waiting;

import java.time.Duration;

/**
 * What is kept of the durations of one kind of work: count, mean and spread of their logarithms. Immutable.
 *
 * @param count how many; older ones fade when there are more than {@value #MOST}
 * @param mean of the logarithms of seconds
 * @param squares the sum of the squared distances from the mean
 */
record Endings(double count, double mean, double squares) {

    /** AWS changes: what lies so many endings back counts little. */
    private static final double MOST = 100;

    /** The stated median counts as much as so many endings, the stated spread as much as so many. */
    private static final double MEDIAN_WEIGHT = 3;

    private static final double SPREAD_WEIGHT = 6;

    Endings {
        if (!(count > 0 && squares >= 0 && Double.isFinite(count + mean + squares))) {
            throw new IllegalArgumentException("no endings: " + count + ", " + mean + ", " + squares);
        }
    }

    static Endings of(Duration took) {
        return new Endings(1, Math.log(took.toNanos() / 1e9), 0);
    }

    static Endings read(String count, String medianSeconds, String sigma) {
        double number = Double.parseDouble(count);
        double deviation = Double.parseDouble(sigma);
        return new Endings(number, Math.log(Double.parseDouble(medianSeconds)), number * deviation * deviation);
    }

    Endings and(Endings later) {
        double fading = Math.min(1, MOST / (count + later.count));
        double distance = later.mean - mean;
        double all = count + later.count;
        return new Endings(
                all * fading,
                mean + distance * later.count / all,
                (squares + later.squares + distance * distance * count * later.count / all) * fading);
    }

    /**
     * The stated distribution after these endings: the conjugate update of a normal distribution whose mean and variance are both
     * uncertain (normal-inverse-gamma), of the logarithms.
     */
    Prior refine(Prior stated) {
        LogNormal core = stated.core();
        double distance = mean - Math.log(core.median());
        double median = core.median() * Math.exp(distance * count / (MEDIAN_WEIGHT + count));
        double shrunk = distance * distance * MEDIAN_WEIGHT * count / (MEDIAN_WEIGHT + count);
        double variance = (SPREAD_WEIGHT * core.sigma() * core.sigma() + squares + shrunk) / (SPREAD_WEIGHT + count);
        return Prior.around(new LogNormal(median, Math.sqrt(variance)));
    }

    /** Count, median in seconds and deviation, with tabs between them. */
    @Override
    public String toString() {
        return count + "\t" + Math.exp(mean) + "\t" + Math.sqrt(squares / count);
    }
}
