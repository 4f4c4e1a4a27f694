package dev.eksdsl.temporal;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a workflow knows of a step: enough to say when it runs, and what its activity is to be given. Kept in the history.
 *
 * @param id its id in the plan
 * @param resource what it acts on
 * @param activity the type of its activity: kind and action, such as {@code nodegroup.create}
 * @param after the steps that must have succeeded before
 * @param oneOf steps of which one must succeed while this one waits
 * @param lane the lane it runs in
 * @param deadline when it is given up, counted from its begin
 * @param uses the outputs of other steps that it is to be given
 * @param outputs what a step without an action has to offer
 * @param plan the plan with this step alone, as JSON; empty for a step without an action
 */
record PlannedStep(
        String id,
        String resource,
        String activity,
        List<String> after,
        List<String> oneOf,
        Optional<String> lane,
        Duration deadline,
        List<String> uses,
        Map<String, String> outputs,
        Optional<String> plan) {

    boolean acts() {
        return plan.isPresent();
    }
}
