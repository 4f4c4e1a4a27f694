package dev.eksdsl.testing.engine.workloads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eksdsl.EksSession;
import dev.eksdsl.execute.Report;
import dev.eksdsl.execute.StepResult;
import dev.eksdsl.model.Problem;
import dev.eksdsl.plan.Plan;
import dev.eksdsl.resource.workload.ClusterEndpoint;
import dev.eksdsl.resource.workload.ClusterWorkloads;
import dev.eksdsl.resource.workload.UnreachableClusterException;
import dev.eksdsl.resource.workload.WorkloadsState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Nobody can delete what workloads hold: the plan says so, and goes on. */
class OutOfReachTest {

    private static final String EVERYTHING = """
            {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}}""";

    @Test
    void callerWithoutAccessEntry_isToldSoAndPlansTheRest() {
        try (Shop shop = Shop.open()) {
            EksSession stranger = shop.aws.session(
                    options -> options.credentialsProvider(shop.aws.callers().limitedTo(EVERYTHING)));

            Plan plan = stranger.planDestroy(Shop.CLUSTER);

            assertThat(plan.step("workloads/production")).isEmpty();
            assertThat(plan.step("cluster/production")).isPresent();
            assertThat(plan.warnings()).extracting(Problem::code).contains("EKS-W21");
            assertThat(plan.toString()).contains("access entry");
        }
    }

    @Test
    void apiThatDoesNotAnswer_isToldSoAndTheClusterGoes() {
        try (Shop shop = Shop.empty()) {
            EksSession outside = shop.aws.session(options -> options.part(ClusterWorkloads.class, new Silent()));

            Plan plan = outside.planDestroy(Shop.CLUSTER);
            outside.apply(plan).orThrow();

            assertThat(plan.warnings())
                    .singleElement()
                    .asString()
                    .contains("EKS-W21")
                    .contains("connect timed out");
            assertThat(shop.left()).isEmpty();
        }
    }

    @Test
    void loadBalancerControllerThatDoesNotRun_isNotWaitedForForEver() {
        try (Shop shop = Shop.open()) {
            shop.scale("kube-system", "aws-load-balancer-controller", 0);

            Plan plan = shop.destruction();
            Report report = shop.eks.apply(plan);

            assertThat(plan.warnings())
                    .filteredOn(warning -> warning.code().equals("EKS-W22"))
                    .singleElement()
                    .satisfies(warning -> assertThat(warning.reason())
                            .contains("aws-load-balancer-controller does not run")
                            .contains("Service shop/web", "Ingress shop/web")
                            .doesNotContain("shop/plain"));
            StepResult step = result(report, "workloads/production");
            assertThat(step.outcome()).isEqualTo(StepResult.Outcome.SUCCEEDED);
            assertThat(step.took()).isBetween(Duration.ofMinutes(2), Duration.ofMinutes(4));
            assertThat(result(report, "cluster/production").outcome()).isEqualTo(StepResult.Outcome.SUCCEEDED);
        }
    }

    @Test
    void controllerThatComesBackInTime_doesItsWork() {
        try (Shop shop = Shop.open()) {
            shop.scale("kube-system", "aws-load-balancer-controller", 0);

            shop.destroy(() -> shop.eks.timeline().execute(() -> start(shop))).orThrow();

            assertThat(shop.left()).containsExactly("volume");
        }
    }

    private static void start(Shop shop) {
        try (var client = shop.client()) {
            client.apps()
                    .deployments()
                    .inNamespace("kube-system")
                    .withName("aws-load-balancer-controller")
                    .scale(2);
        }
    }

    private static StepResult result(Report report, String step) {
        Optional<StepResult> found = report.results().stream()
                .filter(result -> result.step().id().text().equals(step))
                .findFirst();
        return found.orElseThrow();
    }

    /** An endpoint that only a VPC can reach, from outside. */
    private record Silent() implements ClusterWorkloads {

        @Override
        public WorkloadsState find(ClusterEndpoint cluster) {
            throw new UnreachableClusterException("connect timed out", true, new java.io.IOException());
        }

        @Override
        public WorkloadsState release(ClusterEndpoint cluster) {
            return new WorkloadsState(List.of(), List.of());
        }
    }
}
