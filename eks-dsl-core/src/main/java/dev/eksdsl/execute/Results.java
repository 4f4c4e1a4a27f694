package dev.eksdsl.execute;

import dev.eksdsl.execute.StepResult.Outcome;
import dev.eksdsl.plan.Plan;
import dev.eksdsl.plan.Step;
import dev.eksdsl.plan.StepId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What has come of the steps so far. Guarded by the run's lock. */
final class Results {

    private static final Set<Outcome> IN_VAIN = Set.of(Outcome.FAILED, Outcome.SKIPPED);

    private final Plan plan;
    private final Map<StepId, StepResult> results = new HashMap<>();

    Results(Plan plan) {
        this.plan = plan;
    }

    boolean has(StepId step) {
        return results.containsKey(step);
    }

    void add(StepResult result) {
        results.put(result.step().id(), result);
    }

    /** Adds the causes of a failure that is there already. */
    void explain(StepId step, List<String> causes) {
        results.computeIfPresent(step, (id, result) -> result.withCauses(causes));
    }

    boolean areComplete() {
        return results.size() == plan.steps().size();
    }

    /** Whether none of these steps will succeed any more. */
    boolean areInVain(Set<StepId> steps) {
        return steps.stream()
                .map(results::get)
                .allMatch(result -> result != null && IN_VAIN.contains(result.outcome()));
    }

    /** In the plan's order. */
    List<StepResult> inOrder() {
        List<StepResult> inOrder = new ArrayList<>();
        for (Step step : plan.steps()) {
            StepResult result = results.get(step.id());
            if (result != null) {
                inOrder.add(result);
            }
        }
        return inOrder;
    }
}
