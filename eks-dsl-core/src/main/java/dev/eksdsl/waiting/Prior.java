package dev.eksdsl.waiting;

import java.time.Duration;

/**
 * How long something at AWS takes until it ends, well or badly, as far as is known beforehand: a distribution. Most of it
 * follows the measured median and 95th percentile (a log-normal core of {@value #CORE}); the rest is much wider around the same
 * median, so that a wrong guess costs little; and one in fifty fails soon after the start. Immutable.
 *
 * <p>Densities and hazards are per second.
 */
public final class Prior {

    private static final double CORE = 0.85;

    /** The wide part: one in twenty of it takes at least four times the median. */
    private static final double WIDEST = 4;

    /** What AWS refuses after it has accepted it, fails within seconds: so often, and after so many seconds in the mean. */
    private static final double EARLY_FAILURES = 0.02;

    private static final double EARLY_SECONDS = 10;

    /** What has been measured twice the same is not certain: a 95th percentile is at least so much above the median. */
    private static final double NARROWEST = 1.05;

    private static final int HALVINGS = 60;

    private final LogNormal core;
    private final LogNormal wide;

    private Prior(LogNormal core, LogNormal wide) {
        this.core = core;
        this.wide = wide;
    }

    /**
     * A distribution from two measured figures.
     *
     * @param median more than 0
     * @param p95 what nineteen of twenty do not exceed; not below the median
     */
    public static Prior of(Duration median, Duration p95) {
        double middle = seconds(median);
        if (middle <= 0 || p95.compareTo(median) < 0) {
            throw new IllegalArgumentException(
                    "a median of " + median + " and a 95th percentile of " + p95 + " are no distribution");
        }
        return around(LogNormal.of(middle, Math.max(seconds(p95), middle * NARROWEST)));
    }

    static Prior around(LogNormal core) {
        double wider = Math.max(core.sigma() * 2, LogNormal.of(1, WIDEST).sigma());
        return new Prior(core, new LogNormal(core.median(), wider));
    }

    LogNormal core() {
        return core;
    }

    /**
     * The same without the wide part: for what people are told. That part is there so that looks bear a wrong guess; a range that
     * takes it in is seldom wrong and says little.
     */
    public Prior likely() {
        return new Prior(core, core);
    }

    /** The median of the core. */
    public Duration median() {
        return duration(core.median());
    }

    /** How likely it is to end at about this time, per second. */
    public double density(Duration time) {
        return hazard(time) * survival(time);
    }

    /** How likely it is to last longer than this. */
    public double survival(Duration time) {
        return survival(seconds(time));
    }

    /** How likely it is to end in the next second, per second, once it has lasted so long. */
    public double hazard(Duration time) {
        return hazard(seconds(time));
    }

    /** What it does not exceed with this probability. */
    public Duration quantile(double probability) {
        return quantile(probability, Duration.ZERO);
    }

    /**
     * What it does not exceed with this probability, once it has lasted so long already: at least that.
     *
     * @param probability from 0 to less than 1
     * @param elapsed since it began; the answer counts from there too
     */
    public Duration quantile(double probability, Duration elapsed) {
        if (!(probability >= 0 && probability < 1)) {
            throw new IllegalArgumentException("a probability is from 0 to less than 1, not " + probability);
        }
        double from = seconds(elapsed);
        double logTarget = Math.log(survival(from)) + Math.log1p(-probability);
        double low = from;
        double high = Math.max(from, core.median()) * 2;
        while (Math.log(survival(high)) > logTarget) {
            low = high;
            high *= 2;
        }
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (Math.log(survival(middle)) > logTarget) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return duration(high);
    }

    double hazard(double seconds) {
        double inCore = CORE * core.survival(seconds);
        double inWide = (1 - CORE) * wide.survival(seconds);
        double ending = inCore + inWide == 0
                ? wide.hazard(seconds)
                : (inCore * core.hazard(seconds) + inWide * wide.hazard(seconds)) / (inCore + inWide);
        return ending + EARLY_FAILURES / EARLY_SECONDS * Math.exp(-Math.max(0, seconds) / EARLY_SECONDS);
    }

    private double survival(double seconds) {
        double early = Math.exp(EARLY_FAILURES * Math.expm1(-Math.max(0, seconds) / EARLY_SECONDS));
        return early * (CORE * core.survival(seconds) + (1 - CORE) * wide.survival(seconds));
    }

    private static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }

    private static Duration duration(double seconds) {
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }
}
