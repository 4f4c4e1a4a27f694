package dev.eksdsl.execute;

import static java.util.Objects.requireNonNull;

import dev.eksdsl.execute.StepResult.Outcome;
import dev.eksdsl.plan.Plan;
import dev.eksdsl.plan.Step;
import dev.eksdsl.plan.StepId;
import dev.eksdsl.resource.Action;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

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

    /**
     * The steps without which this one, which AWS has begun with, will not come to anything: it waits for one of them, and none
     * will succeed any more; or one that AWS had begun with before is not going to be. Empty while there is hope.
     */
    Set<StepId> missedBy(StepRun<?, ?> step) {
        Set<StepId> oneOf = step.step().oneOf();
        if (step.waitsOnOthers() && !oneOf.isEmpty() && oneOf.stream().allMatch(this::isInVain)) {
            return oneOf;
        }
        return step.step().afterBegun().stream()
                .filter(before -> isInVain(before) && isNew(before))
                .collect(Collectors.toSet());
    }

    private boolean isInVain(StepId step) {
        StepResult result = results.get(step);
        return result != null && IN_VAIN.contains(result.outcome());
    }

    /** What could not be changed is still there as it was. */
    private boolean isNew(StepId step) {
        return requireNonNull(results.get(step)).step().action() != Action.UPDATE;
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
