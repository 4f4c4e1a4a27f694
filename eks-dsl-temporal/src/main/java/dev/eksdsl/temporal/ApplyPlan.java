package dev.eksdsl.temporal;

import dev.eksdsl.plan.Plan;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * Carries out one plan, to apply or to destroy: refuses it if it is stale or blocked, claims the cluster, runs each step as an
 * activity when those before it have succeeded and its lane is free, and looks at AWS once more in the end.
 *
 * <p>Start it with {@link #workflowId} as its id, so that Temporal runs one plan of a cluster at a time. A step that fails makes
 * only those be skipped that need it: that is told by the result, not by a failure of the workflow. The workflow fails where
 * nothing was begun: with a failure of the type {@code StalePlanException}, {@code BlockedPlanException}, {@link #REJECTED}, {@link
 * #NOT_APPROVED}, or of what else kept the plan from being begun. When it is cancelled, no further call is made, and it ends when
 * the calls under way have returned; {@link #progress} tells how far it came.
 */
@WorkflowInterface
public interface ApplyPlan {

    /** The type of the failure of a workflow whose plan was rejected. */
    String REJECTED = "Rejected";

    /** The type of the failure of a workflow whose plan was not approved in time. */
    String NOT_APPROVED = "NotApproved";

    /** The id that a workflow for this plan is to have: the same for all plans of one cluster. */
    static String workflowId(Plan plan) {
        return String.join("/", "eks-dsl", plan.account(), plan.region(), plan.cluster());
    }

    @WorkflowMethod(name = "eks-dsl.ApplyPlan")
    PlanResult apply(PlanRequest request);

    /**
     * Lets a plan that waits for approval begin. Does nothing if it has been decided before.
     *
     * @param by who has approved it, for the history
     */
    @SignalMethod
    void approve(String by);

    /**
     * Makes a plan that waits for approval end without a write. Does nothing if it has been decided before.
     *
     * @param why what the failure of the workflow tells
     */
    @SignalMethod
    void reject(String why);

    /** The plan as people read it; empty until the workflow has read it. */
    @QueryMethod
    String plan();

    /** How far the workflow is. */
    @QueryMethod
    PlanProgress progress();
}
