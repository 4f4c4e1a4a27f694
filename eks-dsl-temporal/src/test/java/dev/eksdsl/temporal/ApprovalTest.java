package dev.eksdsl.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eksdsl.EksSession;
import dev.eksdsl.plan.Plan;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ApprovalTest {

    private Surroundings surroundings;
    private EksSession eks;
    private Plan plan;
    private ApplyPlan workflow;
    private long mark;

    @BeforeEach
    void start() {
        surroundings = new Surroundings();
        surroundings.worker();
        eks = surroundings.aws().session();
        plan = eks.plan(Specs.small());
        workflow = surroundings.workflow(plan);
        mark = surroundings.aws().calls().mark();
        WorkflowClient.start(workflow::apply, PlanRequest.of(eks, plan).approvedWithin(Duration.ofDays(3)));
        surroundings.temporal().sleep(Duration.ofHours(1));
    }

    @AfterEach
    void close() {
        eks.close();
        surroundings.close();
    }

    @Test
    void untilApproved_planIsShownAndNothingIsWritten() {
        assertThat(workflow.plan()).isEqualTo(plan.toString());
        assertThat(workflow.progress().waitsForApproval()).isTrue();
        assertThat(workflow.progress().count(StepEnd.Phase.PENDING))
                .isEqualTo(plan.steps().size());
        assertThat(surroundings.aws().calls().since(mark).writes().list()).isEmpty();
    }

    @Test
    void approved_planIsApplied() {
        workflow.approve("somebody@example.com");

        assertThat(Surroundings.result(workflow).success()).isTrue();
        assertThat(workflow.progress().approvedBy()).isEqualTo("somebody@example.com");
        assertThat(eks.plan(Specs.small()).isEmpty()).isTrue();
    }

    @Test
    void rejected_nothingIsWritten() {
        workflow.reject("not on a Friday");
        approveTooLate();

        assertThatThrownBy(() -> Surroundings.result(workflow))
                .isInstanceOf(WorkflowFailedException.class)
                .cause()
                .satisfies(failure -> {
                    assertThat(((ApplicationFailure) failure).getType()).isEqualTo(ApplyPlan.REJECTED);
                    assertThat(failure).hasMessageContaining("not on a Friday");
                });
        assertThat(surroundings.aws().calls().since(mark).writes().list()).isEmpty();
    }

    @Test
    void notApprovedInTime_nothingIsWritten() {
        assertThatThrownBy(() -> Surroundings.result(workflow))
                .isInstanceOf(WorkflowFailedException.class)
                .cause()
                .satisfies(failure ->
                        assertThat(((ApplicationFailure) failure).getType()).isEqualTo(ApplyPlan.NOT_APPROVED));
        assertThat(surroundings.aws().calls().since(mark).writes().list()).isEmpty();
    }

    @Test
    void approvedWhenAwsHasChanged_planIsRefused() {
        eks.apply(eks.plan(Specs.small(9)));
        long before = surroundings.aws().calls().mark();

        workflow.approve("somebody@example.com");

        assertThatThrownBy(() -> Surroundings.result(workflow))
                .rootCause()
                .satisfies(failure ->
                        assertThat(((ApplicationFailure) failure).getType()).isEqualTo("StalePlanException"));
        assertThat(surroundings.aws().calls().since(before).writes().list()).isEmpty();
    }

    private void approveTooLate() {
        try {
            workflow.approve("too late");
        } catch (WorkflowNotFoundException e) {
            // The rejection has ended it before this has arrived.
        }
    }
}
