package dev.eksdsl.testing.assertions;

import static dev.eksdsl.testing.assertions.EksAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eksdsl.Eks;
import dev.eksdsl.EksClusterSpec;
import dev.eksdsl.EksSession;
import dev.eksdsl.execute.Report;
import dev.eksdsl.plan.Plan;
import dev.eksdsl.testing.EksTest;
import dev.eksdsl.testing.FakeAws;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

@EksTest
class EksAssertionsTest {

    private FakeAws aws;
    private EksSession eks;

    @Test
    void newCluster_createsAndDoesNothingElse() {
        Plan plan = eks.plan(cluster(10));

        assertThat(plan)
                .creates("cluster/production", "nodegroup/workers")
                .updatesNothing()
                .replacesNothing()
                .deletesNothing()
                .hasNoWarnings()
                .isNotBlocked();
    }

    @Test
    void clusterAsDeclared_hasNoChanges() {
        assertThat(eks.apply(eks.plan(cluster(10)))).isSuccess().hasLeftNothing();

        assertThat(eks.plan(cluster(10))).hasNoChanges().createsNothing().leaves("cluster/production");
    }

    @Test
    void fieldIsChanged_isToldWithBothValues() {
        eks.apply(eks.plan(cluster(10)));

        assertThat(eks.plan(cluster(12)))
                .updates("nodegroup/workers")
                .field("scaling.max")
                .changes("10", "12")
                .field("nodegroup/workers", "scaling.max")
                .changes()
                .field("scaling.min")
                .doesNotChange();
    }

    @Test
    void destruction_deletes() {
        eks.apply(eks.plan(cluster(10)));

        assertThat(eks.planDestroy("production")).deletes("cluster/production").createsNothing();
        assertThat(eks.destroy("production")).isSuccess().hasLeftNothing();
    }

    @Test
    void reportOfSuccess_hasOutputs() {
        assertThat(eks.apply(eks.plan(cluster(10))))
                .output("cluster/production.endpoint")
                .startsWith("https://");
    }

    @Test
    void stepFails_reportNamesItAndWhatWasSkipped() {
        aws.faults().on("CreateCluster").always().deny();

        assertThat(eks.apply(eks.plan(cluster(10))))
                .hasFailed("cluster/production", "AccessDenied")
                .hasSkipped("nodegroup/workers");
    }

    @Test
    void expectationsThatDoNotHold_failAndShowThePlan() {
        Plan creation = eks.plan(cluster(10));
        Stream<ThrowingCallable> wrong = Stream.of(
                () -> assertThat(creation).hasNoChanges(),
                () -> assertThat(creation).createsNothing(),
                () -> assertThat(creation).updates("nodegroup/workers"),
                () -> assertThat(creation).deletes("nodegroup/workers"),
                () -> assertThat(creation).replaces("nodegroup/workers"),
                () -> assertThat(creation).leaves("nodegroup/workers"),
                () -> assertThat(creation).creates("nodegroup/none"),
                () -> assertThat(creation).isBlockedBecause("version"),
                () -> assertThat(creation).field("scaling.max").changes(),
                () -> assertThat(creation).field("scaling.max").changes("1", "2"),
                () -> assertThat(creation).field("scaling.max").forcesReplacement());

        wrong.forEach(claim -> assertThatThrownBy(claim)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Expected")
                .hasMessageContaining("+ cluster/production"));
    }

    @Test
    void fieldHasAnotherValue_failureShowsWhatItChangesTo() {
        eks.apply(eks.plan(cluster(10)));
        Plan change = eks.plan(cluster(12));

        assertThatThrownBy(() -> assertThat(change).field("scaling.max").changes("10", "11"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("scaling.max 10 → 12");
        assertThatThrownBy(() -> assertThat(change).field("scaling.max").doesNotChange())
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> assertThat(change).updatesNothing()).isInstanceOf(AssertionError.class);
    }

    @Test
    void reportIsNoSuccess_failureShowsTheReport() {
        aws.faults().on("CreateCluster").always().deny();
        Report report = eks.apply(eks.plan(cluster(10)));

        assertThatThrownBy(() -> assertThat(report).isSuccess())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("✗ cluster/production");
        assertThatThrownBy(() -> assertThat(report).hasFailed("cluster/production", "quota"))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> assertThat(report).hasSkipped("vpc/main")).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> assertThat(report).output("cluster/production.nothing"))
                .isInstanceOf(AssertionError.class);
    }

    private static EksClusterSpec cluster(int most) {
        return Eks.cluster("production", c -> c.version("1.35").nodeGroup("workers", ng -> ng.scaling(2, 3, most)));
    }
}
