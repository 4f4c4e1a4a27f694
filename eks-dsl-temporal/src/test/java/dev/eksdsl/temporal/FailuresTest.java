package dev.eksdsl.temporal;

import static dev.eksdsl.temporal.StepEnd.Phase.FAILED;
import static dev.eksdsl.temporal.StepEnd.Phase.SKIPPED;
import static dev.eksdsl.temporal.StepEnd.Phase.SUCCEEDED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eksdsl.EksSession;
import dev.eksdsl.plan.Plan;
import dev.eksdsl.testing.server.Durations;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.CanceledFailure;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What goes wrong on AWS's side, and who stops a workflow. */
class FailuresTest {

    private Surroundings surroundings;
    private EksSession eks;

    @BeforeEach
    void start() {
        surroundings = new Surroundings();
        surroundings.worker();
        eks = surroundings.aws().session();
    }

    @AfterEach
    void close() {
        eks.close();
        surroundings.close();
    }

    @Test
    void refusedStep_skipsOnlyThoseThatNeedIt() {
        surroundings.aws().faults().on("CreateCluster").always().deny();

        PlanResult result = surroundings.apply(eks, eks.plan(Specs.small()));

        assertThat(result.success()).isFalse();
        assertThat(result.step("cluster/small").orElseThrow()).satisfies(step -> {
            assertThat(step.phase()).isEqualTo(FAILED);
            assertThat(step.reason()).contains("CreateCluster failed: AccessDenied");
        });
        assertThat(result.step("nodegroup/workers").orElseThrow()).satisfies(step -> {
            assertThat(step.phase()).isEqualTo(SKIPPED);
            assertThat(step.reason()).isEqualTo("skipped because cluster/small failed");
        });
        assertThat(result.step("role/node").orElseThrow().phase()).isEqualTo(SUCCEEDED);
        assertThat(result.text()).contains("cluster/small");
    }

    @Test
    void refusedNodes_letAddonsBeGivenUp() {
        surroundings.aws().faults().on("CreateNodegroup").always().deny();

        PlanResult result = surroundings.apply(eks, eks.plan(Specs.small()));

        assertThat(result.step("addon/coredns").orElseThrow()).satisfies(step -> {
            assertThat(step.phase()).isEqualTo(SKIPPED);
            assertThat(step.reason()).contains("for it needs one of nodegroup/workers");
        });
    }

    @Test
    void callsThatFailInAWayThatPasses_areRepeated() {
        surroundings.aws().faults().on("CreateVpc").times(2).throttle();
        surroundings.aws().faults().on("CreateSubnet").dropAfter();
        surroundings.aws().faults().on("CreateNodegroup").serverErrorAfter();

        PlanResult result = surroundings.apply(eks, eks.plan(Specs.small()));

        assertThat(result.success()).as(result.text()).isTrue();
        assertThat(surroundings.aws().faults().isUsedUp()).isTrue();
        assertThat(surroundings.aws().ec2Client().describeVpcs().vpcs()).hasSize(1);
        assertThat(eks.plan(Specs.small()).isEmpty()).isTrue();
    }

    @Test
    void stepThatIsNotDoneByItsDeadline_isGivenUp() {
        surroundings.aws().durations().set(Durations.Of.NODEGROUP_CREATE, Duration.ofDays(1));

        PlanResult result = surroundings.apply(eks, eks.plan(Specs.small()));

        assertThat(result.step("nodegroup/workers").orElseThrow()).satisfies(step -> {
            assertThat(step.phase()).isEqualTo(FAILED);
            assertThat(step.reason()).startsWith("not done after").endsWith("last: CREATING");
        });
    }

    @Test
    void cancelledWorkflow_makesNoFurtherCall() {
        Plan plan = eks.plan(Specs.small());
        ApplyPlan workflow = surroundings.start(eks, plan, PlanRequest.ATTEMPT_TIMEOUT);
        surroundings.temporal().sleep(Duration.ofMinutes(3));
        WorkflowStub.fromTyped(workflow).cancel();

        assertThatThrownBy(() -> Surroundings.result(workflow))
                .isInstanceOf(WorkflowFailedException.class)
                .hasCauseInstanceOf(CanceledFailure.class);

        long mark = surroundings.aws().calls().mark();
        surroundings.temporal().sleep(Duration.ofHours(1));
        assertThat(surroundings.aws().calls().since(mark).list()).isEmpty();
        assertThat(workflow.progress().count(StepEnd.Phase.CANCELLED)).isPositive();
        assertThat(workflow.progress().count(StepEnd.Phase.SUCCEEDED)).isPositive();
        surroundings.synchronize();
        assertThat(surroundings.apply(eks, eks.plan(Specs.small())).success()).isTrue();
    }

    @Test
    void otherDeclarationTakesOver_workflowGivesWay() {
        Plan plan = eks.plan(Specs.small());
        ApplyPlan workflow = surroundings.start(eks, plan, PlanRequest.ATTEMPT_TIMEOUT);
        surroundings.temporal().sleep(Duration.ofMinutes(5));
        surroundings.synchronize();
        eks.start(eks.plan(Specs.small(9)));

        PlanResult result = Surroundings.result(workflow);

        assertThat(result.success()).isFalse();
        assertThat(result.text()).contains("overtaken");
    }

    @Test
    void destructionAsWorkflow_leavesNothing() {
        var before = surroundings.aws().inventory();
        eks.apply(eks.plan(Specs.small())).orThrow();

        PlanResult result = surroundings.apply(eks, eks.planDestroy("small"));

        assertThat(result.success()).as(result.text()).isTrue();
        assertThat(surroundings.aws().inventory()).isEqualTo(before);
    }

    @Test
    void changesAndReplacementAsWorkflow_areMade() {
        eks.apply(eks.plan(Specs.small())).orThrow();

        PlanResult result = surroundings.apply(eks, eks.plan(Specs.changed()));

        assertThat(result.success()).as(result.text()).isTrue();
        assertThat(eks.plan(Specs.changed()).isEmpty()).isTrue();
    }
}
