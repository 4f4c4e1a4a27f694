package dev.eksdsl.execute;

import dev.eksdsl.execute.StepResult.Outcome;
import dev.eksdsl.plan.StepId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes one report of those of several rounds. */
final class Rounds {

    private Rounds() {}

    /**
     * Of each step the last result counts. A step that was not done, and that the next round had no need of, is left out:
     * what it was to delete is gone.
     */
    static Report together(Report first, Report next) {
        Map<StepId, StepResult> results = new LinkedHashMap<>();
        first.results().stream()
                .filter(result -> result.outcome() == Outcome.SUCCEEDED)
                .forEach(result -> results.put(result.step().id(), result));
        next.results().forEach(result -> results.put(result.step().id(), result));
        List<StepResult> inOrder = new ArrayList<>(results.values());
        return new Report(
                first.plan(), first.took().plus(next.took()), inOrder, next.outputs(), next.left(), next.verdict());
    }
}
