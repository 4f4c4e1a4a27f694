package dev.eksdsl.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eksdsl.EksSession;
import dev.eksdsl.plan.Plan;
import dev.eksdsl.plan.Step;
import dev.eksdsl.testing.FakeAws;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.testing.WorkflowReplayer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class WholeLifeTest {

    private static Surroundings surroundings;
    private static EksSession eks;
    private static Plan plan;
    private static PlanResult result;

    @BeforeAll
    static void apply() {
        surroundings = new Surroundings();
        surroundings.worker();
        eks = surroundings.aws().session();
        plan = eks.plan(Specs.production());
        result = surroundings.apply(eks, plan);
    }

    @AfterAll
    static void close() {
        eks.close();
        surroundings.close();
    }

    @Test
    void planAppliedByWorkflow_nextPlanIsEmpty() {
        assertThat(result.success()).as(result.text()).isTrue();
        assertThat(result.outputs()).containsKey("cluster/production.endpoint");
        assertThat(eks.plan(Specs.production()).isEmpty()).isTrue();
    }

    @Test
    void planAppliedByWorkflow_makesWhatOneProcessMakesInTheSameTime() {
        try (FakeAws aws = FakeAws.create();
                EksSession alone = aws.session()) {
            alone.apply(alone.plan(Specs.production())).orThrow();

            assertThat(Specs.counts(surroundings.aws().inventory())).isEqualTo(Specs.counts(aws.inventory()));
            assertThat(result.took()).isLessThan(aws.clock().elapsed().plus(Duration.ofSeconds(30)));
        }
    }

    @Test
    void history_showsEachStepAsAnActivity() {
        List<String> types =
                plan.changes().stream().map(WholeLifeTest::type).distinct().toList();
        List<String> steps =
                plan.changes().stream().map(step -> step.id().text()).toList();

        assertThat(scheduled()
                        .map(event -> event.getActivityTaskScheduledEventAttributes()
                                .getActivityType()
                                .getName()))
                .contains("vpc.create", "cluster.create", "nodegroup.create")
                .containsAll(types)
                .startsWith("plan.read", "plan.begin")
                .endsWith("plan.look");
        assertThat(scheduled()
                        .filter(event -> event.getUserMetadata().hasSummary())
                        .map(WholeLifeTest::summary))
                .containsOnlyOnceElementsOf(steps.stream()
                        .filter(step -> !step.startsWith("addon/"))
                        .toList())
                .containsAll(steps);
    }

    @Test
    void history_isReplayed() throws Exception {
        WorkflowReplayer.replayWorkflowExecution(
                surroundings.client().fetchHistory(ApplyPlan.workflowId(plan)), ApplyPlanWorkflow.class);
    }

    @Test
    void progressAfterTheEnd_hasEachStepDone() {
        PlanProgress progress = surroundings
                .client()
                .newWorkflowStub(ApplyPlan.class, ApplyPlan.workflowId(plan))
                .progress();

        assertThat(progress.steps()).hasSameSizeAs(plan.steps());
        assertThat(progress.count(StepEnd.Phase.SUCCEEDED))
                .isEqualTo(plan.changes().size());
    }

    private static Stream<HistoryEvent> scheduled() {
        return surroundings.history(plan).stream().filter(HistoryEvent::hasActivityTaskScheduledEventAttributes);
    }

    private static String type(Step step) {
        return step.resource().kind() + "." + step.action().name().toLowerCase(Locale.ROOT);
    }

    private static String summary(HistoryEvent event) {
        return DefaultDataConverter.STANDARD_INSTANCE.fromPayload(
                event.getUserMetadata().getSummary(), String.class, String.class);
    }
}
