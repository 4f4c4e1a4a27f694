package dev.eksdsl.testing.engine;

import static dev.eksdsl.testing.engine.Change.nodes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eksdsl.Eks;
import dev.eksdsl.EksClusterBuilder;
import dev.eksdsl.EksClusterSpec;
import dev.eksdsl.execute.BlockedPlanException;
import dev.eksdsl.plan.Plan;
import dev.eksdsl.plan.Step;
import dev.eksdsl.resource.Action;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Fields that AWS cannot change: the plan is blocked and says why, unless the replacement is allowed. */
class ReplaceTest {

    static Stream<Arguments> immutable() {
        return Stream.of(
                Arguments.of("nodegroup/workers", "instanceTypes", nodes(ng -> ng.instanceTypes("m6i.xlarge"))),
                Arguments.of("nodegroup/workers", "amiType", nodes(ng -> ng.amiType("BOTTLEROCKET_x86_64"))),
                Arguments.of("nodegroup/workers", "capacityType", nodes(ng -> ng.spot())),
                Arguments.of("nodegroup/workers", "diskSize", nodes(ng -> ng.diskSize(50))),
                Arguments.of("fargate/jobs", "selectors", fargate("other")));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("immutable")
    void immutableField_isBlockedUntilReplacementIsAllowed(
            String resource, String field, Consumer<EksClusterBuilder> change) {
        try (Life life = Life.of(spec(c -> {}))) {
            Plan blocked = life.eks.plan(spec(change));
            assertThat(blocked.changes()).singleElement().satisfies(step -> {
                assertThat(step.resource()).hasToString(resource);
                assertThat(step.action()).isEqualTo(Action.REPLACE);
                assertThat(step.blocked())
                        .hasValueSatisfying(why -> assertThat(why)
                                .contains(field + " of " + resource, ".allowReplace(\"" + resource + "\")"));
            });
            long mark = life.aws.calls().mark();
            assertThatThrownBy(() -> life.eks.apply(blocked))
                    .isInstanceOf(BlockedPlanException.class)
                    .hasMessageContaining(field + " of " + resource);
            assertThat(life.aws.calls().since(mark).list()).isEmpty();

            EksClusterSpec allowed = spec(change.andThen(c -> c.allowReplace(resource)));
            Plan plan = life.eks.plan(allowed);
            assertThat(plan.blocked()).isEmpty();
            assertThat(plan.changes()).extracting(Step::action).containsExactly(Action.REPLACE);
            life.assertConverges(plan, allowed);
        }
    }

    @Test
    void serviceCidrOfCluster_isBlocked() {
        try (Life life = Life.of(spec(c -> {}))) {
            Plan plan = life.eks.plan(spec(c -> c.serviceCidr("172.30.0.0/16")));
            assertThat(plan.blocked())
                    .singleElement()
                    .satisfies(step -> assertThat(step.resource()).hasToString("cluster/production"));
            assertThat(plan.toString()).contains("serviceCidr", "! forces replacement", "! blocked: ");
        }
    }

    @Test
    void addressesOfVpc_areBlocked() {
        try (Life life = Life.of(spec(c -> {}))) {
            Plan plan = life.eks.plan(spec(c -> c.network(n -> n.cidr("10.9.0.0/16"))));
            assertThat(plan.blocked())
                    .extracting(step -> step.resource().toString())
                    .contains("vpc/production", "subnet/private-1");
            assertThatThrownBy(() -> life.eks.apply(plan)).isInstanceOf(BlockedPlanException.class);
        }
    }

    private static Consumer<EksClusterBuilder> fargate(String namespace) {
        return c -> c.fargate("jobs", fp -> fp.selector(namespace));
    }

    /** What the change does not declare itself is declared as it is by default. */
    private static EksClusterSpec spec(Consumer<EksClusterBuilder> change) {
        EksClusterSpec changed = Eks.cluster(Clusters.NAME, change.andThen(c -> c.version("1.35")));
        return Eks.cluster(Clusters.NAME, c -> {
            change.accept(c.version("1.35"));
            if (changed.nodeGroups().isEmpty()) {
                c.nodeGroup("workers");
            }
            if (changed.fargateProfiles().isEmpty()) {
                fargate("jobs").accept(c);
            }
        });
    }
}
