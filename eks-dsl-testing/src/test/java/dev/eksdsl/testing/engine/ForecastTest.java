package dev.eksdsl.testing.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eksdsl.EksSession;
import dev.eksdsl.execute.ApplyHandle;
import dev.eksdsl.execute.ProgressEvent;
import dev.eksdsl.forecast.Outlook;
import dev.eksdsl.forecast.Range;
import dev.eksdsl.plan.Plan;
import dev.eksdsl.testing.FakeAws;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What a plan says of its own duration, against what it takes where durations vary as they do on AWS. */
class ForecastTest {

    private static final int RUNS = 40;

    @Test
    void range_holdsAboutFourOfFiveRuns() {
        long inside = LongStream.rangeClosed(1, RUNS)
                .filter(ForecastTest::takesWhatWasForecast)
                .count();

        assertThat((double) inside / RUNS).isBetween(0.6, 0.98);
    }

    private static boolean takesWhatWasForecast(long seed) {
        try (FakeAws aws = FakeAws.builder().seed(seed).drawnDurations().build()) {
            EksSession eks = aws.session();
            Plan plan = eks.plan(Clusters.production());
            Duration took = eks.apply(plan).orThrow().took();
            Range whole = plan.forecast().whole();
            return took.compareTo(whole.low()) >= 0 && took.compareTo(whole.high()) <= 0;
        }
    }

    @Test
    void outlook_getsShorterAsStepsEnd_andEndsAtNothing() {
        try (FakeAws aws = FakeAws.create()) {
            EksSession eks = aws.session();
            List<Outlook> told = new ArrayList<>();
            ApplyHandle run = eks.start(eks.plan(Clusters.small().spec()), event -> {
                if (event instanceof ProgressEvent.Expected expected) {
                    told.add(expected.outlook());
                }
            });
            assertThat(run.outlook().orElseThrow().left()).isEqualTo(told.get(0).left());
            aws.clock().advance(Duration.ofMinutes(5));
            assertThat(run.outlook().orElseThrow().left().high())
                    .isLessThanOrEqualTo(told.get(0).left().high().minus(Duration.ofMinutes(5)))
                    .isPositive();

            aws.clock().await(run.completion()).orThrow();

            assertThat(told)
                    .hasSizeGreaterThan(3)
                    .isSortedAccordingTo((a, b) -> b.latest().compareTo(a.latest()));
            assertThat(told).noneMatch(Outlook::delayed);
            assertThat(run.outlook().orElseThrow().left()).isEqualTo(Range.ZERO);
        }
    }
}
