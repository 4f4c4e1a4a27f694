package dev.eksdsl.testing.engine.leases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eksdsl.EksSession;
import dev.eksdsl.sweep.SweepOutcome;
import dev.eksdsl.sweep.SweepReport;
import dev.eksdsl.testing.FakeAws;
import dev.eksdsl.testing.server.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two sweeps at the same time. Neither knows of the other, and there is no lock. */
class SweepTogetherTest {

    /** @param later how long after the first the second begins, in milliseconds */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2500, 30_000, 61_000, 200_000, 280_000, 300_000, 360_000, 420_000, 500_000})
    void twoSweeps_leaveNothing(int later) {
        try (FakeAws aws = FakeAws.builder()
                .duration(Durations.Of.EC2_READ_AFTER_WRITE, Duration.ofSeconds(2))
                .duration(Durations.Of.TAGGING_INDEX, Duration.ofMinutes(20))
                .build()) {
            EksSession first = aws.session();
            Ephemeral.build(first, Ephemeral.everything());
            aws.clock().advance(Ephemeral.LIFE);
            EksSession second = aws.session();
            List<SweepReport> reports = new ArrayList<>();
            aws.timeline().schedule(Duration.ofMillis(later), () -> reports.add(second.sweep(s -> s.delete())));

            reports.add(first.sweep(s -> s.delete()));
            aws.clock().advance(Duration.ofMinutes(20));

            assertThat(reports).hasSize(2).allSatisfy(report -> {
                report.orThrow();
                assertThat(Ephemeral.outcomes(report)).isSubsetOf(SweepOutcome.DELETED);
            });
            assertThat(aws.inventory()).isEmpty();
        }
    }
}
