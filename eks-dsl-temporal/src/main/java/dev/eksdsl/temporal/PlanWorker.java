package dev.eksdsl.temporal;

import dev.eksdsl.EksSession;
import io.temporal.worker.Worker;

/**
 * Makes a worker of Temporal carry out plans.
 *
 * <pre>{@code
 * Worker worker = factory.newWorker("eks-dsl/us-east-1");
 * PlanWorker.register(worker, session);
 * factory.start();
 * }</pre>
 */
public final class PlanWorker {

    private PlanWorker() {}

    /**
     * Registers the workflow and its activities. To be called before the worker is started.
     *
     * @param worker polls a task queue that carries nothing else: the types of the activities are those of the plans' steps, so all
     *     types that are not registered are taken to be steps. Any number of workers, in any number of processes, may poll it
     * @param session connected to the account and region of the plans; it is not closed with the worker
     */
    public static void register(Worker worker, EksSession session) {
        worker.registerWorkflowImplementationTypes(ApplyPlanWorkflow.class);
        worker.registerActivitiesImplementations(new SessionActivity(session));
    }
}
