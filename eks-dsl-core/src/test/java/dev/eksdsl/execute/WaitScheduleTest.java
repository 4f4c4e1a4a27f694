package dev.eksdsl.execute;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WaitScheduleTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 30, 120, 600, 3600})
    void looks_neverCloserThanASecondAndFewOverThreeTimesTheUsualTime(long expectedSeconds) {
        Duration expected = Duration.ofSeconds(expectedSeconds);
        Duration end = expected.multipliedBy(3).plusSeconds(60);
        List<Duration> looks = looks(expected, end);

        assertThat(looks).allSatisfy(delay -> assertThat(delay).isGreaterThanOrEqualTo(SECOND));
        assertThat(looks.size()).isLessThan(60);
    }

    @ParameterizedTest
    @ValueSource(longs = {30, 120, 600, 3600})
    void readyAtTheUsualTime_noticedSoonAfter(long expectedSeconds) {
        Duration expected = Duration.ofSeconds(expectedSeconds);
        Duration elapsed = Duration.ZERO;
        while (elapsed.compareTo(expected) < 0) {
            elapsed = elapsed.plus(WaitSchedule.next(elapsed, expected));
        }

        assertThat(elapsed.minus(expected))
                .isLessThan(Duration.ofMillis((long) (1000 * Math.sqrt(expectedSeconds)) + 1000));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 120, 3600})
    void firstLooks_soonWhateverIsUsual(long expectedSeconds) {
        List<Duration> looks = looks(Duration.ofSeconds(expectedSeconds), Duration.ofSeconds(10));

        assertThat(looks.get(0)).isLessThanOrEqualTo(Duration.ofSeconds(2));
        assertThat(looks.size()).isGreaterThanOrEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 120, 3600})
    void longOverdue_everRarer(long expectedSeconds) {
        Duration expected = Duration.ofSeconds(expectedSeconds);
        Duration before = Duration.ZERO;
        for (int times = 2; times < 20; times++) {
            Duration next = WaitSchedule.next(expected.multipliedBy(times), expected);
            assertThat(next).isGreaterThanOrEqualTo(before);
            before = next;
        }
    }

    private static List<Duration> looks(Duration expected, Duration end) {
        List<Duration> delays = new ArrayList<>();
        Duration elapsed = Duration.ZERO;
        while (elapsed.compareTo(end) < 0) {
            Duration delay = WaitSchedule.next(elapsed, expected);
            delays.add(delay);
            elapsed = elapsed.plus(delay);
        }
        return delays;
    }
}
