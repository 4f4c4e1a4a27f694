package dev.eksdsl.forecast;

import dev.eksdsl.model.DurationText;
import dev.eksdsl.waiting.Prior;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/**
 * How long something takes: in one of ten cases less than {@code low}, in one of ten more than {@code high}. A value.
 *
 * @param low not negative
 * @param high not below {@code low}
 */
public record Range(Duration low, Duration high) {

    /** The probability that is below a range, and the one above it. */
    static final double OUTSIDE = 0.1;

    /** Nothing is left to wait for. */
    public static final Range ZERO = new Range(Duration.ZERO, Duration.ZERO);

    public Range {
        if (low.isNegative() || high.compareTo(low) < 0) {
            throw new IllegalArgumentException("no range: from " + low + " to " + high);
        }
    }

    /** That of something that takes so long. */
    public static Range of(Prior prior) {
        return new Range(prior.quantile(OUTSIDE), prior.quantile(1 - OUTSIDE));
    }

    public boolean isZero() {
        return high.isZero();
    }

    /** Both ends, rounded away from each other to what is known: {@code 9m–14m}, {@code 50s–4m45s}; one, if they are alike. */
    @Override
    public String toString() {
        String from =
                DurationText.of(low.minusSeconds(low.toSeconds() % grain(low)).truncatedTo(ChronoUnit.SECONDS));
        long grain = grain(high);
        long parts = (high.toMillis() + grain * 1000 - 1) / (grain * 1000);
        String to = DurationText.of(Duration.ofSeconds(parts * grain));
        return from.equals(to) ? to : from + "–" + to;
    }

    /** In seconds: about a tenth of the whole. */
    private static long grain(Duration duration) {
        long seconds = duration.toSeconds();
        return seconds < 20 ? 1 : seconds < 120 ? 5 : seconds < 600 ? 15 : seconds < 7200 ? 60 : 600;
    }
}
