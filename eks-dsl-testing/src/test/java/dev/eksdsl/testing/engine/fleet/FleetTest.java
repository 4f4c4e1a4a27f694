package dev.eksdsl.testing.engine.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eksdsl.Eks;
import dev.eksdsl.EksFleet;
import dev.eksdsl.FleetOptions;
import dev.eksdsl.fleet.FleetHandle;
import dev.eksdsl.fleet.FleetMember;
import dev.eksdsl.fleet.FleetPlan;
import dev.eksdsl.fleet.FleetProgress;
import dev.eksdsl.fleet.FleetReport;
import dev.eksdsl.fleet.MemberResult;
import dev.eksdsl.testing.server.Inventory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clusters in several accounts and regions: planned, applied and destroyed together, each for itself. */
class FleetTest {

    private final Stage stage = new Stage();

    @AfterEach
    void close() {
        stage.close();
    }

    private static void three(FleetOptions fleet) {
        fleet.account(
                "production",
                a -> a.assumeRole(Stage.role(Stage.PRODUCTION))
                        .externalId(Stage.EXTERNAL_ID)
                        .region("eu-west-1", Stage.small("shop"))
                        .region("us-east-1", Stage.small("shop")));
        fleet.account("tools", a -> a.region("us-east-1", Stage.small("build")));
    }

    @Test
    void threeClusters_areCreatedInTheirAccounts_andLeaveNothing() {
        Inventory before = stage.aws().inventory();
        try (EksFleet fleet = stage.fleet(FleetTest::three)) {
            FleetPlan plan = fleet.plan();
            FleetReport report = fleet.apply(plan);
            FleetPlan after = fleet.plan();

            Texts.assertSame(plan.toString(), "fleet-plan.txt");
            Texts.assertSame(plan.toJson(), "fleet-plan.json");
            Texts.assertSame(report.toString(), "fleet-report.txt");
            assertThat(after.isEmpty()).isTrue();
            assertThat(stage.aws().calls().of("CreateCluster").list())
                    .extracting(call ->
                            call.caller().accountId() + " " + call.caller().region())
                    .contains(
                            Stage.PRODUCTION + " eu-west-1", Stage.PRODUCTION + " us-east-1", "123456789012 us-east-1");
            assertThat(fleet.destroy().isSuccess()).isTrue();
        }
        assertThat(stage.aws().inventory()).isEqualTo(before);
    }

    @Test
    void whatIsWrongWithOne_doesNotKeepTheOthers() {
        stage.aws()
                .faults()
                .on("CreateNodegroup")
                .onResource("workers")
                .byCaller("123456789012")
                .deny();
        try (EksFleet fleet = stage.fleet(f -> {
            three(f);
            f.account("closed", a -> a.assumeRole(Stage.role(Stage.STAGING)).region("us-east-1", Stage.small("far")));
            f.account("tools", a -> a.region("us-west-2", Eks.cluster("old", c -> c.version("1.10"))));
        })) {
            FleetPlan plan = fleet.plan();
            FleetReport report = fleet.apply(plan);

            assertThat(plan.ready()).hasSize(3);
            assertThat(report.results().stream().filter(MemberResult::isSuccess))
                    .extracting(MemberResult::member)
                    .containsExactly(
                            new FleetMember("production", "eu-west-1", "shop"),
                            new FleetMember("production", "us-east-1", "shop"));
            Texts.assertSame(report.toString(), "fleet-report-failed.txt");
        }
    }

    @Test
    void manyClusters_areToldByPlace_andThoseThatFailedAlikeTogether() {
        stage.aws()
                .faults()
                .on("CreateNodegroup")
                .byCaller("123456789012")
                .always()
                .deny();
        try (EksFleet fleet = stage.fleet(f -> {
            f.account("tools", a -> a.region("us-east-1", Stage.many(12)).region("us-west-2", Stage.many(10)));
            f.account("closed", a -> a.assumeRole(Stage.role(Stage.STAGING)).region("us-east-1", Stage.many(2)));
            f.account(
                    "production",
                    a -> a.assumeRole(Stage.role(Stage.PRODUCTION))
                            .externalId(Stage.EXTERNAL_ID)
                            .region("eu-west-1", Stage.small("shop")));
        })) {
            FleetPlan plan = fleet.plan();

            Texts.assertSame(plan.toString(), "fleet-plan-many.txt");
            Texts.assertSame(fleet.apply(plan).toString(), "fleet-report-many.txt");
        }
    }

    @Test
    void aRolesCredentials_areRenewedBeforeTheyExpire() {
        try (EksFleet fleet = stage.fleet(FleetTest::three)) {
            fleet.plan();
            stage.aws().clock().advance(Duration.ofMinutes(50));
            fleet.plan();
            int first = stage.aws().calls().of("AssumeRole").count();
            stage.aws().clock().advance(Duration.ofMinutes(6));
            assertThat(fleet.plan().problems()).isEmpty();

            assertThat(first).isEqualTo(1);
            assertThat(stage.aws().calls().of("AssumeRole").count()).isEqualTo(2);
        }
    }

    @Test
    void cancel_endsAllAtOnce_andAnotherApplyGoesOn() {
        try (EksFleet fleet = stage.fleet(FleetTest::three)) {
            FleetHandle handle = fleet.start(fleet.plan(), progress -> {});
            stage.aws().clock().advance(Duration.ofMinutes(3));
            long mark = stage.aws().calls().mark();
            handle.cancel();
            FleetReport report = stage.aws().timeline().await(handle.completion());

            assertThat(report.results()).allMatch(MemberResult::isCancelled);
            stage.aws().clock().advance(Duration.ofMinutes(15));
            assertThat(stage.aws().calls().since(mark).list()).isEmpty();
            assertThat(fleet.apply(fleet.plan()).isSuccess()).isTrue();
        }
    }

    @Test
    void cancelBeforeItBegan_writesNothing() {
        try (EksFleet fleet = stage.fleet(FleetTest::three)) {
            FleetPlan plan = fleet.plan();
            FleetHandle handle = fleet.start(plan, progress -> {});
            handle.cancel();

            assertThat(stage.aws().timeline().await(handle.completion()).results())
                    .allMatch(MemberResult::isCancelled);
            stage.aws().clock().advance(Duration.ofMinutes(1));
            assertThat(stage.aws().calls().of("CreateVpc").list()).isEmpty();
        }
    }

    @Test
    void progress_isALineForEachEnd() {
        List<String> lines = new ArrayList<>();
        try (EksFleet fleet = stage.fleet(FleetTest::three)) {
            fleet.apply(fleet.plan(), (FleetProgress progress) -> lines.add(progress.toString()));
        }
        assertThat(lines).hasSize(3).allMatch(line -> line.length() <= 80);
        assertThat(lines.get(2)).endsWith("3 of 3 done, 0 under way, 0 failed");
    }

    @Test
    void theSameClusterTwice_isRefused() {
        assertThatThrownBy(() -> Eks.fleet(
                        f -> f.account("a", a -> a.region("us-east-1", Stage.small("one"), Stage.small("one")))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("one is declared twice in us-east-1 of a");
    }
}
