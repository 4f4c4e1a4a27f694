package dev.eksdsl.testing.engine.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eksdsl.EksFleet;
import dev.eksdsl.EksSession;
import dev.eksdsl.FleetOptions;
import dev.eksdsl.aws.pacing.BucketUse;
import dev.eksdsl.fleet.FleetPlan;
import dev.eksdsl.fleet.FleetReport;
import dev.eksdsl.testing.FakeAws;
import dev.eksdsl.testing.server.Call;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How fast a fleet is within AWS's limits. */
class FleetPaceTest {

    private final Stage stage = new Stage();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void sixtyClusters_takeTheSlowestBucketAndTheLongestPath_andAreNeverThrottled() {
        Duration path = alone();
        try (EksFleet fleet = stage.fleet(FleetPaceTest::sixty)) {
            FleetPlan plan = fleet.plan();
            long mark = stage.aws().calls().mark();
            FleetReport report = fleet.apply(plan);

            assertThat(report.isSuccess()).as("%s", report).isTrue();
            assertThat(report.took()).isLessThan(percent(slowest(report).plus(path), 105));
            assertThat(stage.aws()
                            .calls()
                            .since(mark)
                            .that(FleetPaceTest::isThrottled)
                            .list())
                    .isEmpty();
            assertThat(report.took()).isGreaterThan(path);
        }
    }

    @Test
    void anotherProcessTakesHalf_theFleetSlowsDown_andRecovers() {
        try (EksFleet fleet = stage.fleet(f -> f.account("tools", a -> a.region("us-east-1", Stage.many(20))))) {
            FleetPlan plan = fleet.plan();
            Rival rival = new Rival(stage.aws(), fleet::limits);
            FleetReport report = fleet.apply(plan);
            rival.stop();

            assertThat(report.isSuccess()).as("%s", report).isTrue();
            assertThat(report.throttled()).isBetween(1L, 200L);
            assertThat(rival.lowest()).isLessThan(100);
            stage.aws().clock().advance(Duration.ofMinutes(2));
            assertThat(fleet.limits()).allMatch(use -> use.percent() == 100);
        }
    }

    @Test
    void eachReport_tellsOfItsOwnCalls() {
        try (EksFleet fleet = stage.fleet(f -> f.account("tools", a -> a.region("us-east-1", Stage.many(20))))) {
            FleetReport applied = fleet.apply(fleet.plan());
            FleetReport destroyed = fleet.destroy();

            assertThat(calls(applied, "CreateNatGateway")).isEqualTo(20);
            assertThat(calls(destroyed, "CreateNatGateway")).isZero();
            assertThat(applied.slowestBucket()).isPresent();
            assertThat(destroyed.buckets()).allMatch(use -> use.calls() > 0);
            assertThat(calls(fleet.limits(), "DeleteNatGateway")).isEqualTo(calls(destroyed, "DeleteNatGateway"));
        }
    }

    private static long calls(FleetReport report, String bucket) {
        return calls(report.buckets(), bucket);
    }

    private static long calls(List<BucketUse> buckets, String bucket) {
        return buckets.stream()
                .filter(use -> use.name().toString().contains(bucket))
                .mapToLong(BucketUse::calls)
                .sum();
    }

    private static void sixty(FleetOptions fleet) {
        fleet.account(
                "production",
                a -> a.assumeRole(Stage.role(Stage.PRODUCTION))
                        .externalId(Stage.EXTERNAL_ID)
                        .region("eu-west-1", Stage.many(20))
                        .region("us-east-1", Stage.many(20)));
        fleet.account("tools", a -> a.region("us-east-1", Stage.many(20)));
    }

    /** How long one cluster takes where nothing limits it. */
    private static Duration alone() {
        try (FakeAws aws = FakeAws.create()) {
            EksSession eks = aws.session();
            return eks.apply(eks.plan(Stage.small("alone"))).orThrow().took();
        }
    }

    private static Duration slowest(FleetReport report) {
        return report.buckets().stream()
                .map(BucketUse::least)
                .max(Duration::compareTo)
                .orElseThrow();
    }

    private static Duration percent(Duration duration, int percent) {
        return duration.multipliedBy(percent).dividedBy(100);
    }

    private static boolean isThrottled(Call call) {
        return call.errorCode()
                .filter(code -> code.startsWith("Throttling") || code.equals("RequestLimitExceeded"))
                .isPresent();
    }
}
