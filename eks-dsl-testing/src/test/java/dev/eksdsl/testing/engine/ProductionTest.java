package dev.eksdsl.testing.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eksdsl.EksSession;
import dev.eksdsl.execute.ProgressText;
import dev.eksdsl.execute.Report;
import dev.eksdsl.plan.Plan;
import dev.eksdsl.plan.PlanMermaid;
import dev.eksdsl.plan.Step;
import dev.eksdsl.testing.FakeAws;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The production cluster from nothing: its plan in every form, and what applying it brings. */
class ProductionTest {

    @Test
    void plan_isReadable() {
        try (FakeAws aws = FakeAws.create()) {
            Plan plan = aws.session().plan(Clusters.production());

            Golden.assertSame(plan.toString(), "production-plan.txt");
            assertThat(aws.calls().writes().list()).isEmpty();
            assertThat(aws.inventory()).isEmpty();
        }
    }

    @Test
    void apply_takesTwelveMinutesAndTellsHowItGoes() {
        try (FakeAws aws = FakeAws.create()) {
            EksSession eks = aws.session();
            ProgressText progress = new ProgressText();
            List<String> lines = new ArrayList<>();
            Report report = eks.apply(
                    eks.plan(Clusters.production()),
                    event -> progress.line(event).ifPresent(lines::add));

            lines.add(report.toString());
            Golden.assertSame(String.join("\n", lines), "production-apply.txt");
            assertThat(report.isSuccess()).isTrue();
            assertThat(report.took()).isBetween(Duration.ofMinutes(12), Duration.ofMinutes(14));
            assertThat(aws.clock().elapsed()).isBetween(report.took(), Duration.ofMinutes(14));
            assertThat(eks.plan(Clusters.production())).hasToString("production (us-east-1, 123456789012): no changes");
        }
    }

    @Test
    void report_hasTheOutputsOfAllThatExists() {
        try (FakeAws aws = FakeAws.create()) {
            EksSession eks = aws.session();
            Report report = eks.apply(eks.plan(Clusters.production())).orThrow();

            var cluster =
                    aws.eksClient().describeCluster(q -> q.name(Clusters.NAME)).cluster();
            assertThat(report.output("cluster/production.endpoint")).contains(cluster.endpoint());
            assertThat(report.output("cluster/production.issuer"))
                    .contains(cluster.identity().oidc().issuer());
            assertThat(report.output("cluster/production.vpc"))
                    .isEqualTo(report.output("vpc/production.id"))
                    .contains(cluster.resourcesVpcConfig().vpcId());
            assertThat(report.output("role/irsa/api/api-service-account.arn"))
                    .hasValueSatisfying(arn -> assertThat(arn).startsWith("arn:aws:iam::123456789012:role/"));
            // what was there before is in the next report as well
            assertThat(eks.apply(eks.plan(Clusters.production())).outputs()).isEqualTo(report.outputs());
        }
    }

    @Test
    void planWrittenAsJson_isReadBackEqualAndCanBeApplied() {
        try (FakeAws aws = FakeAws.create()) {
            EksSession planning = aws.session();
            Plan plan = planning.plan(Clusters.production());
            String json = planning.toJson(plan);

            EksSession applying = aws.session();
            Plan read = applying.readPlan(json);
            assertThat(read).isEqualTo(plan).hasToString(plan.toString());
            assertThat(applying.toJson(read)).isEqualTo(json);
            applying.apply(read).orThrow();

            Plan unchanged = applying.plan(Clusters.production());
            assertThat(unchanged.isEmpty()).isTrue();
            assertThat(applying.readPlan(applying.toJson(unchanged))).isEqualTo(unchanged);
        }
    }

    @Test
    void mermaid_showsEveryStepThatActs() {
        try (FakeAws aws = FakeAws.create()) {
            Plan plan = aws.session().plan(Clusters.production());
            String chart = PlanMermaid.of(plan);

            assertThat(plan.changes()).hasSize(27);
            assertThat(plan.changes())
                    .extracting(Step::id)
                    .allSatisfy(id -> assertThat(chart).containsOnlyOnce("[\"+ " + id + "\"]:::create"));
            assertThat(chart.lines().filter(line -> line.contains("-->"))).isNotEmpty();
        }
    }

    @Test
    void destroy_leavesNothing() {
        try (FakeAws aws = FakeAws.create()) {
            EksSession eks = aws.session();
            eks.apply(eks.plan(Clusters.production())).orThrow();
            Plan plan = eks.planDestroy(Clusters.NAME);

            Golden.assertSame(plan.toString(), "production-destroy.txt");
            Report report = eks.apply(plan).orThrow();
            assertThat(report.left()).isEmpty();
            assertThat(aws.inventory()).isEmpty();
            assertThat(eks.planDestroy(Clusters.NAME))
                    .hasToString("production (us-east-1, 123456789012): nothing to delete");
        }
    }
}
