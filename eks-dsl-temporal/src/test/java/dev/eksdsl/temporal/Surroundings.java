package dev.eksdsl.temporal;

import dev.eksdsl.EksSession;
import dev.eksdsl.plan.Plan;
import dev.eksdsl.testing.FakeAws;
import io.grpc.ManagedChannel;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A fake AWS and a test server of Temporal that live in the same time: both begin at the same moment, Temporal's server skips
 * what nobody works in, and before each attempt of an activity AWS is brought to the server's moment. AWS's clock never stands
 * behind; where an attempt itself lets time pass, it may be some seconds ahead.
 */
final class Surroundings implements AutoCloseable {

    static final String QUEUE = "eks-dsl";

    private final FakeAws aws;
    private final TestWorkflowEnvironment temporal;
    private final List<WorkerProcess> processes = new ArrayList<>();

    Surroundings() {
        this(FakeAws.create());
    }

    Surroundings(FakeAws aws) {
        this.aws = aws;
        this.temporal = TestWorkflowEnvironment.newInstance(TestEnvironmentOptions.newBuilder()
                .setInitialTime(aws.clock().now())
                .build());
    }

    FakeAws aws() {
        return aws;
    }

    TestWorkflowEnvironment temporal() {
        return temporal;
    }

    ManagedChannel channel() {
        return (ManagedChannel) temporal.getWorkflowServiceStubs().getRawChannel();
    }

    WorkflowClient client() {
        return temporal.getWorkflowClient();
    }

    /** Starts a process that carries plans out. */
    WorkerProcess worker() {
        WorkerProcess process = new WorkerProcess(this, aws.session());
        processes.add(process);
        return process;
    }

    ApplyPlan workflow(Plan plan) {
        return client().newWorkflowStub(
                        ApplyPlan.class,
                        WorkflowOptions.newBuilder()
                                .setTaskQueue(QUEUE)
                                .setWorkflowId(ApplyPlan.workflowId(plan))
                                // else the environment, when it has nothing to do, skips to the end of ten years
                                .setWorkflowExecutionTimeout(Duration.ofDays(30))
                                .setWorkflowTaskTimeout(Duration.ofSeconds(2))
                                .build());
    }

    /** Starts the workflow and returns. */
    ApplyPlan start(EksSession session, Plan plan, Duration attemptTimeout) {
        ApplyPlan workflow = workflow(plan);
        WorkflowClient.start(workflow::apply, PlanRequest.of(session, plan).attemptTimeout(attemptTimeout));
        return workflow;
    }

    PlanResult apply(EksSession session, Plan plan) {
        return workflow(plan).apply(PlanRequest.of(session, plan));
    }

    /** The result to come. Until it has, the server skips what nobody works in. */
    CompletableFuture<PlanResult> resultOf(ApplyPlan workflow) {
        return CompletableFuture.supplyAsync(() -> result(workflow));
    }

    static PlanResult result(ApplyPlan workflow) {
        return WorkflowStub.fromTyped(workflow).getResult(PlanResult.class);
    }

    List<HistoryEvent> history(Plan plan) {
        return client().fetchHistory(ApplyPlan.workflowId(plan)).getEvents();
    }

    /** Brings AWS to Temporal's moment. */
    synchronized void synchronize() {
        Instant now = Instant.ofEpochMilli(temporal.currentTimeMillis());
        Duration behind = Duration.between(aws.clock().now(), now);
        if (!behind.isNegative() && !behind.isZero()) {
            aws.clock().advance(behind);
        }
    }

    @Override
    public void close() {
        processes.forEach(WorkerProcess::stop);
        temporal.close();
        aws.close();
    }
}
