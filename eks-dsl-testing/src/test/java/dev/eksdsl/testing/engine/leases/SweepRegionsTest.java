package dev.eksdsl.testing.engine.leases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eksdsl.Eks;
import dev.eksdsl.EksSession;
import dev.eksdsl.sweep.SweepOutcome;
import dev.eksdsl.sweep.SweepReport;
import dev.eksdsl.testing.FakeAws;
import dev.eksdsl.testing.server.InventoryItem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A sweep over several regions, and in one account of two. */
class SweepRegionsTest {

    private final FakeAws aws = FakeAws.create();
    private final EksSession east = aws.session();
    private final EksSession west = aws.session("eu-west-1");

    @AfterEach
    void close() {
        aws.close();
    }

    @Test
    void clustersOfOneName_areToldApartByRegion() {
        Ephemeral.build(east, Ephemeral.spec());
        aws.clock().advance(Duration.ofHours(1));
        Ephemeral.build(west, Ephemeral.spec());
        aws.clock().advance(Duration.ofMinutes(58));

        SweepReport report = east.sweep(s -> s.delete()).orThrow();

        assertThat(report.findings())
                .extracting(f -> f.region() + " " + f.outcome())
                .containsExactly("eu-west-1 LEASED", "us-east-1 DELETED");
        assertThat(east.planDestroy(Ephemeral.NAME).isEmpty()).isTrue();
        assertThat(west.plan(Ephemeral.spec()).isEmpty()).isTrue();
    }

    @Test
    void severalExpired_areDeletedAtTheSameTime() {
        Ephemeral.build(east, Ephemeral.spec());
        Ephemeral.build(
                east,
                Ephemeral.cluster("e2e-2").network(n -> n.cidr("10.9.0.0/16")).spec());
        Ephemeral.build(west, Ephemeral.spec());
        aws.clock().advance(Duration.ofDays(1));
        var began = aws.clock().now();

        SweepReport report = west.sweep(s -> s.delete()).orThrow();

        assertThat(report.of(SweepOutcome.DELETED)).hasSize(3);
        assertThat(aws.inventory()).isEmpty();
        assertThat(Duration.between(began, aws.clock().now())).isLessThan(Duration.ofMinutes(15));
    }

    @Test
    void otherAccounts_areNotTouched() {
        EksSession theirs =
                aws.session(options -> options.credentialsProvider(aws.callers().administratorOf("999988887777")));
        Ephemeral.build(theirs, Ephemeral.spec());
        List<InventoryItem> before = aws.inventory();
        Ephemeral.build(east, Ephemeral.spec());
        aws.clock().advance(Duration.ofDays(1));

        east.sweep(s -> s.delete()).orThrow();

        assertThat(aws.inventory()).isEqualTo(before);
        theirs.sweep(s -> s.delete()).orThrow();
        assertThat(aws.inventory()).isEmpty();
    }

    @Test
    void regionThatCannotBeRead_doesNotHideTheOthers() {
        Ephemeral.build(east, Ephemeral.spec());
        aws.clock().advance(Duration.ofDays(1));
        aws.faults()
                .when(call -> call.operation().equals("GetResources")
                        && call.caller().region().equals("eu-west-1"))
                .always()
                .deny();

        SweepReport report = east.sweep(s -> s.delete());

        assertThat(report.of(SweepOutcome.DELETED)).hasSize(1);
        assertThat(report.unread()).containsOnlyKeys("eu-west-1");
        assertThat(report.isSuccess()).isFalse();
        assertThat(report.toString()).contains("eu-west-1 could not be read: GetResources failed");
        assertThat(aws.inventory()).isEmpty();
    }

    @Test
    void report_asText() {
        Ephemeral.build(east, Ephemeral.spec());
        Ephemeral.build(east, Eks.cluster("production", c -> c.version("1.35")));
        Ephemeral.build(
                east, Ephemeral.cluster("e2e-kept").deletionProtection(true).spec());
        aws.clock().advance(Duration.ofHours(2));
        Ephemeral.build(west, Ephemeral.cluster("e2e-young").spec());
        aws.faults()
                .when(call -> call.operation().equals("GetResources")
                        && call.caller().region().equals("us-west-2"))
                .always()
                .deny();

        assertSame(east.sweep(), "sweep-dry-run.txt");
        assertSame(east.sweep(s -> s.delete()), "sweep-deleted.txt");
    }

    private static void assertSame(SweepReport report, String resource) {
        String text = report.toString().replaceAll("AccessDeniedException: .*", "AccessDeniedException: …");
        assertThat(text.stripTrailing()).as(resource).isEqualTo(read(resource).stripTrailing());
    }

    private static String read(String resource) {
        try (InputStream stream = SweepRegionsTest.class.getResourceAsStream(resource)) {
            return stream == null
                    ? "(there is no resource " + resource + ")"
                    : new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
