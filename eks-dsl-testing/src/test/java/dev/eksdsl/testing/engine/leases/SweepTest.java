package dev.eksdsl.testing.engine.leases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eksdsl.Eks;
import dev.eksdsl.EksClusterSpec;
import dev.eksdsl.EksSession;
import dev.eksdsl.sweep.SweepFinding;
import dev.eksdsl.sweep.SweepOutcome;
import dev.eksdsl.sweep.SweepReport;
import dev.eksdsl.testing.FakeAws;
import dev.eksdsl.testing.server.Durations;
import dev.eksdsl.testing.server.InventoryItem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eks.EksClient;

/** What a sweep tells, what it deletes, and what it leaves alone. */
class SweepTest {

    private static final EksClusterSpec FOR_GOOD =
            Eks.cluster("production", c -> c.version("1.35").nodeGroup("workers", ng -> ng.scaling(1, 1, 2)));

    private final FakeAws aws = FakeAws.create();
    private final EksSession eks = aws.session();

    @AfterEach
    void close() {
        aws.close();
    }

    @Test
    void emptyAccount_hasNothingToSweep() {
        SweepReport report = eks.sweep(s -> s.delete()).orThrow();

        assertThat(report.findings()).isEmpty();
        assertThat(report.regions()).contains("us-east-1", "eu-west-1").hasSize(17);
    }

    @Test
    void dryRun_writesNothing() {
        Ephemeral.build(eks, Ephemeral.spec());
        aws.clock().advance(Ephemeral.LIFE);
        List<InventoryItem> before = aws.inventory();
        long mark = aws.calls().mark();

        SweepFinding finding = Ephemeral.only(eks.sweep());

        assertThat(finding.outcome()).isEqualTo(SweepOutcome.EXPIRED);
        assertThat(finding.holds()).hasSizeGreaterThan(15);
        assertThat(aws.calls().since(mark).writes().list()).isEmpty();
        assertThat(aws.inventory()).isEqualTo(before);
    }

    @Test
    void expired_isDeleted_andNothingIsLeft() {
        Ephemeral.build(eks, Ephemeral.everything());
        assertThat(Ephemeral.only(eks.sweep(s -> s.delete())).outcome()).isEqualTo(SweepOutcome.LEASED);

        aws.clock().advance(Ephemeral.LIFE);
        SweepFinding finding = Ephemeral.only(eks.sweep(s -> s.delete()).orThrow());

        assertThat(finding.outcome()).isEqualTo(SweepOutcome.DELETED);
        assertThat(finding.report().orElseThrow().left()).isEmpty();
        assertThat(aws.inventory()).isEmpty();
    }

    @Test
    void whatIsForGood_orSomebodyElses_isNotTouched() {
        Ephemeral.build(eks, FOR_GOOD);
        aws.ec2Client().createVpc(vpc -> vpc.cidrBlock("10.9.0.0/16"));
        aws.iamClient()
                .createRole(
                        role -> role.roleName("somebody")
                                .path("/eks-dsl/us-east-1/theirs/")
                                .assumeRolePolicyDocument(
                                        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
                                                + "\"Principal\":{\"Service\":\"eks.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}"));
        List<InventoryItem> before = aws.inventory();
        Ephemeral.build(eks, Ephemeral.spec());
        aws.clock().advance(Duration.ofDays(30));

        SweepReport report = eks.sweep(s -> s.delete()).orThrow();

        assertThat(report.of(SweepOutcome.NO_LEASE))
                .extracting(SweepFinding::cluster)
                .containsExactly("production");
        assertThat(report.of(SweepOutcome.DELETED))
                .extracting(SweepFinding::cluster)
                .containsExactly("e2e");
        assertThat(aws.inventory()).isEqualTo(before);
    }

    /** Somebody has declared the cluster without a time to live, and made more of it: who knows what they want. */
    @Test
    void clusterOfWhichSomeHasNoLease_isRefused() {
        Ephemeral.build(eks, Ephemeral.spec());
        Ephemeral.build(
                eks,
                Eks.cluster(Ephemeral.NAME)
                        .version("1.35")
                        .nodeGroup("workers", ng -> ng.scaling(1, 1, 2))
                        .nodeGroup("late", ng -> ng.scaling(1, 1, 2))
                        .spec());
        aws.clock().advance(Duration.ofDays(1));

        SweepFinding finding = Ephemeral.only(eks.sweep(s -> s.delete()).orThrow());

        assertThat(finding.outcome()).isEqualTo(SweepOutcome.REFUSED);
        assertThat(finding.reason()).isEqualTo("there is no lease on nodegroup/late");
        assertThat(eks.planDestroy(Ephemeral.NAME).isEmpty()).isFalse();
    }

    @Test
    void leaseThatIsNoInstant_isRefused() {
        Ephemeral.build(eks, Ephemeral.spec());
        aws.console().eks(Ephemeral.NAME).changeTag("eks-dsl/lease-until", "tomorrow");
        aws.clock().advance(Duration.ofDays(1));

        assertThat(Ephemeral.only(eks.sweep(s -> s.delete())).reason())
                .isEqualTo("the lease of cluster/e2e is no instant: \"tomorrow\"");
    }

    @Test
    void protectedCluster_isRefused() {
        Ephemeral.build(eks, Ephemeral.spec());
        aws.console().eks(Ephemeral.NAME).changeTag("eks-dsl/protected", "true");
        aws.clock().advance(Duration.ofDays(1));

        assertThat(Ephemeral.only(eks.sweep(s -> s.delete())).reason())
                .isEqualTo("cluster/e2e is protected by the tag eks-dsl/protected");
    }

    @Test
    void deletionProtection_isRefused_beforeAnythingIsDeleted() {
        Ephemeral.build(
                eks, Ephemeral.cluster(Ephemeral.NAME).deletionProtection(true).spec());
        aws.clock().advance(Duration.ofDays(1));
        long mark = aws.calls().mark();

        SweepFinding finding = Ephemeral.only(eks.sweep(s -> s.delete()).orThrow());

        assertThat(finding.outcome()).isEqualTo(SweepOutcome.REFUSED);
        assertThat(finding.reason()).contains("deletion protection");
        assertThat(aws.calls().since(mark).writes().list()).isEmpty();
    }

    @Test
    void exceptions_areLeftAlone() {
        Ephemeral.build(eks, Ephemeral.spec());
        aws.clock().advance(Duration.ofDays(1));

        assertThat(eks.sweep(s -> s.delete().except("e2e")).findings()).isEmpty();
        assertThat(eks.sweep(s -> s.delete().exceptRegions("us-east-1")).findings())
                .isEmpty();
        assertThat(eks.sweep(s -> s.delete().regions("eu-west-1")).findings()).isEmpty();
        assertThat(eks.sweep(s -> s.regions("us-east-1")).findings()).hasSize(1);
    }

    /** The tagging API shows for hours what is gone, and the tags of before. */
    @Test
    void whatTheTaggingApiShows_isNotBelieved() {
        aws.durations().set(Durations.Of.TAGGING_INDEX, Duration.ofHours(1));
        Ephemeral.build(eks, Ephemeral.spec());
        aws.clock().advance(Ephemeral.LIFE.minusMinutes(30));
        eks.extend(Ephemeral.NAME, Duration.ofHours(1));
        aws.clock().advance(Duration.ofMinutes(31));
        long mark = aws.calls().mark();

        SweepFinding finding = Ephemeral.only(eks.sweep(s -> s.delete()).orThrow());

        assertThat(finding.outcome()).isEqualTo(SweepOutcome.LEASED);
        assertThat(finding.holds()).as("a look at the cluster itself").isNotEmpty();
        assertThat(aws.calls().since(mark).writes().list()).isEmpty();
        aws.clock().advance(Duration.ofMinutes(30));
        assertThat(Ephemeral.only(eks.sweep(s -> s.delete()).orThrow()).outcome())
                .isEqualTo(SweepOutcome.DELETED);
        assertThat(eks.sweep().findings()).as("what is shown, but gone").isEmpty();
    }

    /** Somebody extends the lease after the sweep has found it expired, and before it deletes. */
    @Test
    void extensionDuringTheSweep_saves() {
        Ephemeral.build(eks, Ephemeral.spec());
        aws.clock().advance(Ephemeral.LIFE);
        EksClient somebody = aws.eksClient();
        String arn =
                somebody.describeCluster(d -> d.name(Ephemeral.NAME)).cluster().arn();
        Instant later = aws.clock().now().plus(Duration.ofHours(1));
        int[] looks = new int[1];
        EksSession sweeping = aws.session(options -> options.overrideConfiguration(c ->
                c.addExecutionInterceptor(Interruption.before("ListNodegroupsRequest", () -> {
                    if (++looks[0] == 2) {
                        somebody.tagResource(
                                tag -> tag.resourceArn(arn).tags(Map.of("eks-dsl/lease-until", later.toString())));
                    }
                }))));
        long mark = aws.calls().mark();

        SweepFinding finding = Ephemeral.only(sweeping.sweep(s -> s.delete()).orThrow());

        assertThat(looks[0]).isGreaterThanOrEqualTo(2);
        assertThat(finding.outcome()).isEqualTo(SweepOutcome.LEASED);
        assertThat(aws.calls().since(mark).writes().operations()).containsExactly("TagResource");
    }

    @Test
    void whatCannotBeDeleted_isTold_andDeletedByTheNext() {
        Ephemeral.build(eks, Ephemeral.spec());
        aws.clock().advance(Ephemeral.LIFE);
        aws.faults().on("DeleteVpc").times(1).deny();

        SweepReport report = eks.sweep(s -> s.delete());
        SweepFinding finding = Ephemeral.only(report);

        assertThat(report.isSuccess()).isFalse();
        assertThat(finding.outcome()).isEqualTo(SweepOutcome.FAILED);
        assertThat(finding.reason()).contains("DeleteVpc", "left: vpc/");
        assertThat(Ephemeral.only(eks.sweep(s -> s.delete()).orThrow()).outcome())
                .isEqualTo(SweepOutcome.DELETED);
        assertThat(aws.inventory()).isEmpty();
    }
}
