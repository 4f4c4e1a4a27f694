package dev.eksdsl.execute;

import dev.eksdsl.execute.StepResult.Outcome;
import dev.eksdsl.model.ResourceId;
import dev.eksdsl.plan.Planner;
import dev.eksdsl.plan.Step;
import dev.eksdsl.resource.Action;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tells what a destruction has left, and why. */
final class Leftovers {

    private Leftovers() {}

    /** What the plan said it would keep is not left: it stays. */
    static List<Left> found(Report report, Map<ResourceId, String> there) {
        Map<ResourceId, StepResult> results = new LinkedHashMap<>();
        report.results().forEach(result -> results.put(result.step().resource(), result));
        List<Left> left = new ArrayList<>();
        there.forEach((id, name) -> {
            StepResult result = results.get(id);
            if (result == null) {
                left.add(new Left(id, name, "has appeared since the plan was made", true));
            } else if (result.outcome() == Outcome.SUCCEEDED) {
                left.add(new Left(id, name, "was deleted, and is there again or still", true));
            } else if (isMeantToGo(result.step())) {
                left.add(new Left(id, name, result.reason(), false));
            }
        });
        return left;
    }

    /** Without a look: what the plan knew to be there, and nothing was heard of since, is taken to be left. */
    static List<Left> supposed(Report report, Planner planner) {
        return report.results().stream()
                .filter(result -> isMeantToGo(result.step()) && result.outcome() != Outcome.SUCCEEDED)
                .map(result ->
                        new Left(result.step().resource(), planner.awsName(result.step()), result.reason(), false))
                .toList();
    }

    private static boolean isMeantToGo(Step step) {
        return step.action() == Action.DELETE;
    }
}
