package dev.eksdsl.waiting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The distribution against sums of its own density, and against figures of the normal distribution from tables. */
class PriorTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void normal_asInTables() {
        assertThat(Normal.survival(0)).isCloseTo(0.5, within(1e-15));
        assertThat(Normal.survival(LogNormal.Z95)).isCloseTo(0.05, within(1e-13));
        assertThat(Normal.survival(-1)).isCloseTo(0.8413447460685429, within(1e-13));
        assertThat(Normal.survival(-4)).isCloseTo(0.9999683287581669, within(1e-13));
        assertThat(Normal.survival(6) / 9.865876450376946e-10).isCloseTo(1, within(1e-10));
        assertThat(Normal.survival(20) / 2.7536241186062337e-89).isCloseTo(1, within(1e-10));
        assertThat(Normal.survival(3 + 1e-12)).isCloseTo(Normal.survival(3), within(1e-12));
        assertThat(Normal.hazard(100)).isCloseTo(100.0099980, within(1e-6));
    }

    @ParameterizedTest
    @CsvSource({"600,780", "120,360", "25,90", "90,120", "8,30", "1,2", "300,300"})
    void density_sumsUpToWhatDoesNotSurvive(long median, long p95) {
        Prior prior = prior(median, p95);
        Duration end = Duration.ofSeconds(median * 3);
        int parts = 200_000;
        Duration part = end.dividedBy(parts);
        double sum = 0;
        for (int i = 0; i < parts; i++) {
            sum += prior.density(part.multipliedBy(i).plus(part.dividedBy(2)));
        }
        assertThat(sum * part.toNanos() / 1e9).isCloseTo(1 - prior.survival(end), within(1e-6));
        assertThat(prior.survival(Duration.ZERO)).isEqualTo(1);
        assertThat(prior.survival(Duration.ofSeconds(median * 1000))).isLessThan(0.002);
    }

    @ParameterizedTest
    @CsvSource({"600,780", "120,360", "25,90", "90,120"})
    void quantiles_areNearWhatWasMeasured(long median, long p95) {
        Prior prior = prior(median, p95);
        assertThat(prior.median()).isEqualTo(Duration.ofSeconds(median));
        assertThat(prior.quantile(0.5).toMillis() / 1000.0).isCloseTo(median, within(median * 0.03));
        assertThat(prior.quantile(0.9)).isBetween(Duration.ofSeconds(median), Duration.ofSeconds(p95 * 11 / 10));
        assertThat(prior.quantile(0.999)).isGreaterThan(Duration.ofSeconds(p95 * 3 / 2));
    }

    @ParameterizedTest
    @CsvSource({"0", "0.01", "0.25", "0.5", "0.9", "0.999"})
    void quantile_survivesWithTheRest(double probability) {
        Prior prior = prior(120, 360);
        for (long elapsed : new long[] {0, 1, 60, 120, 700, 5000, 500_000}) {
            Duration already = Duration.ofSeconds(elapsed);
            Duration end = prior.quantile(probability, already);
            assertThat(end).isGreaterThanOrEqualTo(already);
            assertThat(prior.survival(end) / prior.survival(already)).isCloseTo(1 - probability, within(1e-6));
        }
    }

    @Test
    void quantile_growsWithTimeAndProbability() {
        Prior prior = prior(600, 780);
        for (int elapsed = 0; elapsed < 3000; elapsed += 50) {
            Duration already = Duration.ofSeconds(elapsed);
            assertThat(prior.quantile(0.5, already.plusSeconds(50)))
                    .isGreaterThanOrEqualTo(prior.quantile(0.5, already));
            assertThat(prior.quantile(0.9, already)).isGreaterThan(prior.quantile(0.5, already));
        }
    }

    @Test
    void hazard_isHighestAroundTheUsualEnd_andFallsWhenOverdue() {
        Prior prior = prior(600, 780);
        assertThat(prior.hazard(Duration.ofSeconds(650))).isGreaterThan(10 * prior.hazard(Duration.ofSeconds(300)));
        double before = prior.hazard(Duration.ofSeconds(1200));
        for (int elapsed = 1300; elapsed < 1_000_000; elapsed *= 2) {
            double now = prior.hazard(Duration.ofSeconds(elapsed));
            assertThat(now).isPositive().isLessThan(before);
            before = now;
        }
    }

    @Test
    void hazard_atTheStart_isThatOfEarlyFailures() {
        assertThat(prior(600, 780).hazard(Duration.ZERO)).isPositive();
        assertThat(prior(600, 780).hazard(SECOND)).isGreaterThan(prior(600, 780).hazard(Duration.ofSeconds(60)));
    }

    @Test
    void noDistribution_isRefused() {
        assertThatThrownBy(() -> prior(0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> prior(10, 9)).hasMessageContaining("PT9S");
        assertThatThrownBy(() -> prior(10, 20).quantile(1)).hasMessageContaining("1.0");
    }

    private static Prior prior(long median, long p95) {
        return Prior.of(Duration.ofSeconds(median), Duration.ofSeconds(p95));
    }
}
