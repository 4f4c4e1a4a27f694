package dev.eksdsl.execute;

import dev.eksdsl.execute.StepResult.Outcome;
import dev.eksdsl.model.DurationText;
import dev.eksdsl.plan.Goal;
import dev.eksdsl.resource.Action;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A report as text: a summary on the first line, then what failed, was skipped, or is left. */
final class ReportText {

    private ReportText() {}

    static String of(Report report) {
        StringBuilder text = new StringBuilder(summary(report));
        for (StepResult result : report.results()) {
            switch (result.outcome()) {
                case FAILED ->
                    text.append("\n  ✗ ")
                            .append(result.step().id())
                            .append(": ")
                            .append(result.reason());
                case SKIPPED, CANCELLED ->
                    text.append("\n  · ")
                            .append(result.step().id())
                            .append(": ")
                            .append(result.reason());
                default -> {}
            }
        }
        report.left().forEach(left -> text.append("\n  left: ").append(left));
        return text.toString();
    }

    private static String summary(Report report) {
        Map<Action, Long> done = new LinkedHashMap<>();
        report.results().stream()
                .filter(r -> r.outcome() == Outcome.SUCCEEDED)
                .forEach(r -> done.merge(r.step().action(), 1L, Long::sum));
        List<String> counts = new ArrayList<>();
        add(counts, done.getOrDefault(Action.CREATE, 0L), "created");
        add(counts, done.getOrDefault(Action.UPDATE, 0L), "updated");
        add(counts, done.getOrDefault(Action.REPLACE, 0L), "replaced");
        add(counts, done.getOrDefault(Action.DELETE, 0L), "deleted");
        add(counts, report.count(Outcome.FAILED), "failed");
        add(counts, report.count(Outcome.SKIPPED), "skipped");
        add(counts, report.count(Outcome.CANCELLED), "cancelled");
        if (report.plan().goal() == Goal.DESTROY) {
            counts.add(report.left().isEmpty() ? "nothing left" : report.left().size() + " left");
        } else if (counts.isEmpty()) {
            counts.add("no changes");
        }
        return report.plan().cluster() + ": " + String.join(", ", counts) + " · " + DurationText.of(report.took());
    }

    private static void add(List<String> counts, long count, String what) {
        if (count > 0) {
            counts.add(count + " " + what);
        }
    }
}
