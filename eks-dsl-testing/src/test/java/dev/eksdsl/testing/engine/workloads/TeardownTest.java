package dev.eksdsl.testing.engine.workloads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eksdsl.EksSession;
import dev.eksdsl.execute.ApplyHandle;
import dev.eksdsl.execute.Report;
import dev.eksdsl.plan.Plan;
import dev.eksdsl.plan.PlanText;
import dev.eksdsl.testing.server.SimulatedCrash;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.Volume;

/** What workloads hold in AWS goes with their cluster, but for what Kubernetes was told to retain. */
class TeardownTest {

    @Test
    void destroy_leavesTheRetainedVolumeAndNothingElse() {
        try (Shop shop = Shop.open()) {
            assertThat(shop.left()).contains("loadbalancer", "classic-loadbalancer", "listener-rule", "targetgroup");
            assertThat(claimed(shop)).hasSize(3);

            shop.eks.destroy(Shop.CLUSTER).orThrow();

            assertThat(shop.left()).containsExactly("volume");
            assertThat(claimed(shop))
                    .singleElement()
                    .satisfies(volume ->
                            assertThat(volume.tags()).anyMatch(tag -> tag.key().equals("eks-dsl/kept")));
            assertThat(shop.destruction().isEmpty()).isTrue();
        }
    }

    @Test
    void plan_tellsWhatGoesFirstAndWhatIsKept() throws IOException {
        try (Shop shop = Shop.open();
                InputStream golden = TeardownTest.class.getResourceAsStream("shop-destroy.txt")) {
            Plan plan = shop.destruction();

            assertThat(Shop.text(plan)).isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8).strip());
            assertThat(plan.toString().lines()).allMatch(line -> line.length() <= PlanText.WIDTH);
            assertThat(shop.eks.readPlan(shop.eks.toJson(plan))).isEqualTo(plan);
        }
    }

    @Test
    void clusterWithoutSuchWorkloads_hasNoStepForThem() {
        try (Shop shop = Shop.empty()) {
            Plan plan = shop.destruction();

            assertThat(plan.step("workloads/production")).isEmpty();
            assertThat(plan.warnings()).isEmpty();
        }
    }

    @Test
    void whatIsPutBackMeanwhile_goesToo() {
        try (Shop shop = Shop.open()) {
            shop.destroy(() -> shop.create("late.yaml")).orThrow();

            assertThat(shop.left()).containsExactly("volume");
        }
    }

    @Test
    void runThatDiesAtItsFirstWrite_isCompletedByTheNext() {
        try (Shop shop = Shop.open()) {
            shop.aws.faults().crashAfterWrite(1);
            assertThatThrownBy(() -> shop.eks.destroy(Shop.CLUSTER)).isInstanceOf(SimulatedCrash.class);

            EksSession next = shop.aws.session();
            next.destroy(Shop.CLUSTER).orThrow();

            assertThat(shop.left()).containsExactly("volume");
            assertThat(next.planDestroy(Shop.CLUSTER).isEmpty()).isTrue();
        }
    }

    @Test
    void runThatEndsHalfWay_isCompletedByTheNext() {
        for (int seconds : List.of(1, 6, 12)) {
            try (Shop shop = Shop.open()) {
                ApplyHandle handle = shop.eks.start(shop.destruction());
                shop.aws.clock().advance(Duration.ofSeconds(seconds));
                handle.cancel();

                EksSession next = shop.aws.session();
                next.destroy(Shop.CLUSTER).orThrow();

                assertThat(shop.left()).as("cancelled after %d s", seconds).containsExactly("volume");
            }
        }
    }

    @Test
    void nodesOfKarpenter_goAfterAllElseAndByKarpenter() {
        try (Shop shop = Shop.open().add("karpenter.yaml").add("nodes.yaml")) {
            assertThat(Shop.text(shop.destruction())).contains("1 NodePool, 1 NodeClaim");
            Karpenter karpenter = new Karpenter(shop);

            Report report = shop.destroy(karpenter::watch);

            report.orThrow();
            assertThat(karpenter.terminated()).containsExactly("default", "default-x7k2p");
            assertThat(karpenter.servicesThen()).isZero();
        }
    }

    @Test
    void budgetThatNeverAllowsAnEviction_isNamed() {
        try (Shop shop = Shop.open().add("budget.yaml")) {
            assertThat(shop.destruction().warnings())
                    .filteredOn(warning -> warning.code().equals("EKS-W23"))
                    .singleElement()
                    .satisfies(warning -> assertThat(warning.reason())
                            .contains("PodDisruptionBudget shop/web")
                            .doesNotContain("shop/db"));
        }
    }

    private static List<Volume> claimed(Shop shop) {
        return shop.aws
                .ec2Client()
                .describeVolumes(q -> q.filters(f -> f.name("tag-key").values("CSIVolumeName")))
                .volumes();
    }
}
