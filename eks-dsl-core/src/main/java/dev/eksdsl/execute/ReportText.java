package dev.eksdsl.execute;

import dev.eksdsl.execute.StepResult.Outcome;
import dev.eksdsl.model.DurationText;
import dev.eksdsl.model.WrappedText;
import dev.eksdsl.plan.Goal;
import dev.eksdsl.plan.PlanText;
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
                case FAILED -> {
                    add(text, "  ✗ ", result.step().id() + ": " + result.reason());
                    result.causes().forEach(cause -> add(text, "    → ", cause));
                }
                case SKIPPED -> add(text, "  · ", result.step().id() + ": " + result.reason());
                case CANCELLED -> {
                    // after a takeover all that was not done yet has one reason, which is told below
                    if (report.verdict().takeover().isEmpty()) {
                        add(text, "  · ", result.step().id() + ": " + result.reason());
                    }
                }
                default -> {}
            }
        }
        VerdictText.lines(report.plan(), report.verdict())
                .forEach(line -> text.append('\n').append(line));
        report.left().forEach(left -> text.append("\n  left: ").append(left));
        return text.toString();
    }

    private static void add(StringBuilder text, String sign, String what) {
        WrappedText.lines(what, sign, " ".repeat(sign.length() + 2), PlanText.WIDTH)
                .forEach(line -> text.append('\n').append(line));
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
        report.verdict().takeover().ifPresent(takeover -> counts.add("overtaken"));
        add(counts, report.left().size(), "left");
        if (report.plan().goal() == Goal.DESTROY
                && report.left().isEmpty()
                && (report.count(Outcome.CANCELLED) == 0
                        || report.verdict().takeover().isPresent())) {
            counts.add("nothing left");
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
