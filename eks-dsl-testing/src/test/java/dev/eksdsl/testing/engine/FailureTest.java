package dev.eksdsl.testing.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eksdsl.EksClusterSpec;
import dev.eksdsl.execute.ApplyFailedException;
import dev.eksdsl.execute.Report;
import dev.eksdsl.execute.StepResult;
import dev.eksdsl.execute.StepResult.Outcome;
import dev.eksdsl.testing.server.Durations;
import dev.eksdsl.testing.server.FaultRule;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that fail: for good, or in a way that passes. */
class FailureTest {

    private static final EksClusterSpec SPEC = Clusters.production();

    @Test
    void failureForGood_skipsOnlyWhatNeedsIt() {
        try (Life life = Life.empty()) {
            life.aws
                    .faults()
                    .on("CreateNatGateway")
                    .always()
                    .fail(400, "NatGatewayLimitExceeded", "The limit is reached");
            Report report = life.eks.apply(life.eks.plan(SPEC));

            assertThat(report.isSuccess()).isFalse();
            assertThat(report.failures()).singleElement().satisfies(failure -> {
                assertThat(failure.step().resource()).hasToString("nat-gateway/nat-1");
                assertThat(failure.reason()).contains("NatGatewayLimitExceeded", "The limit is reached", "request id ");
            });
            assertThat(resources(report, Outcome.SKIPPED))
                    .containsExactlyInAnyOrder(
                            "route-table/private",
                            "nodegroup/api-workers",
                            "nodegroup/general-workers",
                            "fargate/api-namespace",
                            "addon/coredns",
                            "addon/aws-ebs-csi-driver");
            assertThat(report.took()).isLessThan(Duration.ofMinutes(15));
            assertThat(report.toString())
                    .contains("✗ nat-gateway/nat-1: CreateNatGateway failed: NatGatewayLimitExceeded")
                    .contains("route-table/private: skipped because nat-gateway/nat-1 failed");
        }
    }

    @Test
    void refusedNodeGroup_isToldAndHealsOnceTheCauseIsGone() {
        try (Life life = Life.empty()) {
            life.aws
                    .faults()
                    .on("CreateNodegroup")
                    .always()
                    .fail(400, "ResourceLimitExceededException", "Too many node groups");
            Report report = life.eks.apply(life.eks.plan(SPEC));

            assertThat(resources(report, Outcome.FAILED))
                    .containsExactlyInAnyOrder("nodegroup/api-workers", "nodegroup/general-workers");
            assertThat(report.toString())
                    .contains("addon/coredns: given up as DEGRADED")
                    .contains("for it needs one of nodegroup/general-workers");
            assertThatThrownBy(report::orThrow)
                    .isInstanceOf(ApplyFailedException.class)
                    .hasMessageContainingAll("Too many node groups", "(request")
                    .hasCause(report.failures().get(0).failure().orElseThrow());

            life.aws.faults().clear();
            life.assertConverges(life.eks.plan(SPEC), SPEC);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"CreateNodegroup", "CreateCluster", "CreateVpc", "CreateRole", "CreateAddon"})
    void throttledTwice_goesOn(String operation) {
        try (Life life = Life.empty()) {
            life.aws.faults().on(operation).times(2).throttle();
            life.assertConverges(life.eks.plan(SPEC), SPEC);
            assertThat(life.aws.faults().isUsedUp()).isTrue();
        }
    }

    static Stream<Arguments> lostAnswers() {
        List<String> operations = List.of(
                "CreateVpc",
                "AllocateAddress",
                "CreateInternetGateway",
                "CreateSubnet",
                "CreateRouteTable",
                "CreateSecurityGroup",
                "CreateNatGateway",
                "CreateCluster",
                "CreateNodegroup",
                "CreateFargateProfile",
                "CreateAddon",
                "CreateRole",
                "CreateOpenIDConnectProvider");
        return operations.stream()
                .flatMap(operation -> Stream.of(
                        lost(operation, "server error before", FaultRule::serverErrorBefore),
                        lost(operation, "server error after", FaultRule::serverErrorAfter),
                        lost(operation, "connection lost before", FaultRule::dropBefore),
                        lost(operation, "connection lost after", FaultRule::dropAfter)));
    }

    private static Arguments lost(String operation, String kind, Consumer<FaultRule> fault) {
        return Arguments.of(operation, kind, fault);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("lostAnswers")
    void lostAnswer_makesNoDouble(String operation, String kind, Consumer<FaultRule> fault) {
        try (Life life = Life.empty()) {
            fault.accept(life.aws.faults().on(operation));
            life.assertConverges(life.eks.plan(SPEC), SPEC);

            assertThat(life.aws.faults().isUsedUp()).isTrue();
            assertThat(Shapes.of(life.aws)).isEqualTo(Clean.SHAPE);
        }
    }

    /** The second request must be the first one to the letter, or EC2 refuses its client token. */
    @ParameterizedTest
    @ValueSource(strings = {"CreateNatGateway", "CreateRouteTable"})
    void lostAnswer_whileEc2DoesNotShowIt_isAskedForWithTheSameRequest(String operation) {
        try (Life life = Life.empty()) {
            life.aws.durations().set(Durations.Of.EC2_READ_AFTER_WRITE, Duration.ofSeconds(4));
            life.aws.faults().on(operation).dropAfter();
            life.assertConverges(life.eks.plan(SPEC), SPEC);

            assertThat(Shapes.of(life.aws)).isEqualTo(Clean.SHAPE);
        }
    }

    private static List<String> resources(Report report, Outcome outcome) {
        return report.results().stream()
                .filter(result -> result.outcome() == outcome)
                .map(StepResult::step)
                .map(step -> step.resource().toString())
                .toList();
    }

    /** What a run without faults leaves. */
    private static final class Clean {
        static final List<String> SHAPE;

        static {
            try (Life life = Life.of(SPEC)) {
                SHAPE = Shapes.of(life.aws);
            }
        }
    }
}
