package dev.eksdsl.testing.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eksdsl.testing.server.AwsFault;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {

    /** A Sunday. */
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:30Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cron(15 12 * * ? *)       | 2026-11-22T12:15:00Z",
                "cron(0 12 * * ? *)        | 2026-11-23T12:00:00Z",
                "cron(0/10 * ? * MON-FRI *) | 2026-11-23T00:00:00Z",
                "cron(0 8 1 * ? *)         | 2026-12-01T08:00:00Z",
                "cron(0 8 L * ? *)         | 2026-11-30T08:00:00Z",
                "cron(0 8 ? * 6#1 *)       | 2026-12-04T08:00:00Z",
                "cron(0 8 ? * 2L *)        | 2026-11-30T08:00:00Z",
                "cron(0 8 1W AUG ? 2027)   | 2027-08-02T08:00:00Z",
                "cron(0 8 29 2 ? *)        | 2028-02-29T08:00:00Z",
                "rate(5 minutes)           | 2026-11-22T12:05:30Z",
            })
    void nextTurn_isWhenTheExpressionSays(String expression, Instant turn) {
        assertThat(Schedule.next(expression, NOW)).map(NOW::plus).contains(turn);
    }

    @Test
    void yearThatIsOver_hasNoTurn() {
        assertThat(Schedule.next("cron(0 8 1 1 ? 2020)", NOW)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cron(0 8 * * * *)",
                "cron(0 8 ? * ? *)",
                "cron(60 8 * * ? *)",
                "cron(0 8 * * ?)",
                "cron(0 8 ? * FOO *)",
                "rate(1 minutes)",
                "at(2026-11-22T12:00:00)",
            })
    void whatIsNoSchedule_isRefused(String expression) {
        assertThatThrownBy(() -> Schedule.check(expression)).isInstanceOf(AwsFault.class);
    }
}
