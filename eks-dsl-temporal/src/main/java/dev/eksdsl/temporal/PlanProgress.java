package dev.eksdsl.temporal;

import java.util.List;

/**
 * How far a workflow is. A value.
 *
 * @param waitsForApproval whether nothing happens until somebody approves or rejects
 * @param approvedBy who has approved; empty if nobody has
 * @param steps all steps, in the plan's order; none until the workflow has read the plan
 */
public record PlanProgress(boolean waitsForApproval, String approvedBy, List<StepEnd> steps) {

    public PlanProgress {
        steps = List.copyOf(steps);
    }

    /** How many steps are in this phase. */
    public long count(StepEnd.Phase phase) {
        return steps.stream().filter(step -> step.phase() == phase).count();
    }
}
