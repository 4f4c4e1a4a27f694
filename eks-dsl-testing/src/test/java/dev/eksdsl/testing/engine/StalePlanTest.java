package dev.eksdsl.testing.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eksdsl.EksClusterSpec;
import dev.eksdsl.EksSession;
import dev.eksdsl.model.EksDslException;
import dev.eksdsl.model.InvalidSpecException;
import dev.eksdsl.plan.Plan;
import dev.eksdsl.plan.StalePlanException;
import dev.eksdsl.testing.FakeAws;
import dev.eksdsl.testing.server.Durations;
import dev.eksdsl.testing.server.SimulatedCrash;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A plan is for what was there when it was made, and for what is ours. */
class StalePlanTest {

    private static final EksClusterSpec SPEC = Clusters.small().spec();
    private static final EksClusterSpec CHANGED =
            Clusters.small().logging("api").spec();

    @Test
    void scaledNodeGroup_isNamed() {
        try (Life life = Life.of(SPEC)) {
            Plan plan = life.eks.plan(CHANGED);
            life.aws
                    .eksClient()
                    .updateNodegroupConfig(q -> q.clusterName(Clusters.NAME)
                            .nodegroupName("workers")
                            .scalingConfig(s -> s.desiredSize(2)));
            life.aws.clock().advance(Duration.ofMinutes(5));

            assertRefused(life, plan, "nodegroup/workers has changed: desiredSize 1 → 2");
        }
    }

    @Test
    void deletedAddon_isNamed() {
        try (Life life = Life.of(SPEC)) {
            Plan plan = life.eks.plan(CHANGED);
            life.aws.eksClient().deleteAddon(q -> q.clusterName(Clusters.NAME).addonName("coredns"));
            life.aws.clock().advance(Duration.ofMinutes(5));

            assertRefused(life, plan, "addon/coredns is gone");
        }
    }

    /** A run that died had asked for it: between the next one's plan and its start it may have ended. */
    @Test
    void whatWasToGo_mayBeGoneAlready() {
        try (Life life = Life.of(SPEC)) {
            life.aws.faults().crashAfter("DeleteCluster");
            assertThatThrownBy(() -> life.eks.destroy(Clusters.NAME)).isInstanceOf(SimulatedCrash.class);
            EksSession next = life.aws.session();
            Plan plan = next.planDestroy(Clusters.NAME);
            life.aws.clock().advance(Durations.Of.CLUSTER_DELETE.median().plusMinutes(1));

            next.apply(plan).orThrow();

            assertThat(life.aws.inventory()).isEmpty();
        }
    }

    @Test
    void planThatWasApplied_cannotBeAppliedAgain() {
        try (Life life = Life.empty()) {
            Plan plan = life.eks.plan(SPEC);
            life.eks.apply(plan).orThrow();

            assertRefused(life, plan, "cluster/production has appeared");
        }
    }

    @Test
    void planOfAnotherRegion_isRefused() {
        try (Life life = Life.empty()) {
            Plan plan = life.eks.plan(SPEC);
            EksSession elsewhere = life.aws.session("eu-west-1");
            assertThatThrownBy(() -> elsewhere.apply(plan))
                    .isInstanceOf(EksDslException.class)
                    .hasMessageContainingAll("us-east-1", "eu-west-1");
            assertThat(life.aws.calls().writes().list()).isEmpty();
        }
    }

    @Test
    void foreignClusterOfTheName_isNotTaken() {
        try (Life life = Life.of(SPEC)) {
            FakeAws other = life.aws;
            String arn = other.eksClient()
                    .describeCluster(q -> q.name(Clusters.NAME))
                    .cluster()
                    .arn();
            other.eksClient().untagResource(q -> q.resourceArn(arn).tagKeys("eks-dsl/cluster", "eks-dsl/id"));
            long mark = other.calls().mark();

            assertThatThrownBy(() -> life.eks.plan(SPEC))
                    .isInstanceOf(InvalidSpecException.class)
                    .hasMessageContainingAll("EKS-O01", "cluster/production", arn);
            assertThat(other.calls().since(mark).writes().list()).isEmpty();
        }
    }

    private static void assertRefused(Life life, Plan plan, String moved) {
        long mark = life.aws.calls().mark();
        assertThatThrownBy(() -> life.eks.apply(plan))
                .isInstanceOf(StalePlanException.class)
                .hasMessageContaining(moved);
        assertThat(life.aws.calls().since(mark).writes().list()).isEmpty();
    }
}
