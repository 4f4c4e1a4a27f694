package dev.eksdsl.execute;

import static java.util.Objects.requireNonNull;

import dev.eksdsl.plan.Plan;
import dev.eksdsl.plan.StepId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which steps come after which, and how many each still waits for. Guarded by the run's lock. */
final class Order {

    private final Map<StepId, Set<StepId>> successors;
    private final Map<StepId, Integer> open = new HashMap<>();

    Order(Plan plan) {
        this.successors = plan.graph().successors();
        plan.steps().forEach(step -> open.put(step.id(), step.after().size()));
    }

    /** The steps that come right after this one. */
    Set<StepId> after(StepId step) {
        return requireNonNull(successors.get(step));
    }

    /** The step has succeeded: those that waited for it alone may begin now. */
    List<StepId> freedBy(StepId step) {
        return after(step).stream()
                .filter(next -> open.merge(next, -1, Integer::sum) == 0)
                .toList();
    }
}
