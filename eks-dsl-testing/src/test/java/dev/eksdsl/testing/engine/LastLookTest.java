package dev.eksdsl.testing.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eksdsl.EksClusterSpec;
import dev.eksdsl.execute.ApplyHandle;
import dev.eksdsl.execute.ProgressEvent;
import dev.eksdsl.execute.Report;
import dev.eksdsl.plan.Plan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every run ends with a look at AWS. What the reports say of it. */
class LastLookTest {

    private static final EksClusterSpec SPEC = Clusters.small().spec();
    private static final EksClusterSpec MORE =
            Clusters.small().nodeGroup("more", ng -> ng.scaling(1, 1, 1)).spec();

    @Test
    void anotherDeclarationApplied_isToldWithWhatIsMissing() {
        try (Life life = Life.empty()) {
            ApplyHandle first = life.eks.start(life.eks.plan(SPEC));
            life.aws.clock().advance(Duration.ofMinutes(2));
            life.eks.apply(life.eks.plan(MORE)).orThrow();

            Report report = first.completion().join();
            Golden.assertSame(report.toString(), "report-overtaken.txt");
            assertThat(report.verdict().takeover().orElseThrow().by())
                    .isEqualTo(life.eks.plan(MORE).declaration().digest());
        }
    }

    @Test
    void destructionBegun_isTold() {
        try (Life life = Life.empty()) {
            ApplyHandle first = life.eks.start(life.eks.plan(SPEC));
            life.aws.clock().advance(Duration.ofMinutes(2));
            life.eks.destroy(Clusters.NAME).orThrow();

            Golden.assertSame(first.completion().join().toString(), "report-destroyed-meanwhile.txt");
        }
    }

    @Test
    void whatSomebodyTookAwayMeanwhile_isMadeAgain() {
        try (Life life = Life.empty()) {
            List<ProgressEvent> events = new ArrayList<>();
            ApplyHandle run = life.eks.start(life.eks.plan(SPEC), events::add);
            life.aws.clock().advance(Duration.ofSeconds(690));
            life.aws.eksClient().deleteAddon(q -> q.clusterName(Clusters.NAME).addonName("kube-proxy"));

            Report report = life.aws.timeline().await(run.completion()).orThrow();
            Golden.assertSame(report.toString(), "report-set-right.txt");
            assertThat(events)
                    .filteredOn(ProgressEvent.Resumed.class::isInstance)
                    .hasSize(1);
            assertThat(events)
                    .filteredOn(ProgressEvent.Finished.class::isInstance)
                    .hasSize(1);
            assertThat(life.eks.plan(SPEC).isEmpty()).isTrue();
        }
    }

    @Test
    void stepThatFailedByItself_isNotTriedAgain() {
        try (Life life = Life.empty()) {
            life.aws.faults().on("CreateNodegroup").always().deny();
            Report report = life.eks.apply(life.eks.plan(SPEC));

            assertThat(report.isSuccess()).isFalse();
            assertThat(report.verdict().isGood()).isTrue();
            assertThat(life.aws.calls().of("CreateNodegroup").list()).hasSize(1);
        }
    }

    @Test
    void sameDeclaration_hasTheSameDigest_andClaimsNothingAnew() {
        try (Life life = Life.of(SPEC)) {
            life.aws.eksClient().deleteAddon(q -> q.clusterName(Clusters.NAME).addonName("kube-proxy"));
            life.aws.clock().advance(Duration.ofMinutes(5));
            long mark = life.aws.calls().mark();
            Plan plan = life.eks.plan(Clusters.small().spec());
            life.eks.apply(plan).orThrow();

            assertThat(life.aws.calls().since(mark).writes().operations()).containsExactly("CreateAddon");
            assertThat(life.eks.plan(MORE).declaration()).isNotEqualTo(plan.declaration());
        }
    }
}
