package dev.eksdsl.temporal;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What came of a plan: the result of a workflow. A value.
 *
 * @param success whether every step succeeded, AWS is as declared, and after a destruction nothing is left
 * @param took from the first step's begin to the last one's end
 * @param steps one for each step, in the plan's order
 * @param outputs what the resources that exist now have to offer, such as {@code cluster/production.endpoint}
 * @param differing what is not as declared though its steps succeeded; then plan and apply again
 * @param left after a destruction: what still exists, and why
 * @param text the report as people read it
 */
public record PlanResult(
        boolean success,
        Duration took,
        List<StepEnd> steps,
        Map<String, String> outputs,
        List<String> differing,
        List<String> left,
        String text) {

    public PlanResult {
        steps = List.copyOf(steps);
        outputs = Map.copyOf(outputs);
        differing = List.copyOf(differing);
        left = List.copyOf(left);
    }

    /** The step with this id. */
    public Optional<StepEnd> step(String id) {
        return steps.stream().filter(step -> step.step().equals(id)).findFirst();
    }

    /** The report as people read it. */
    @Override
    public String toString() {
        return text;
    }
}
