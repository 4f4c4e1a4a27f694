package dev.eksdsl.plan;

import dev.eksdsl.diff.FieldChange;
import dev.eksdsl.forecast.Forecast;
import dev.eksdsl.forecast.Range;
import dev.eksdsl.model.DurationText;
import dev.eksdsl.model.Problem;
import dev.eksdsl.model.WrappedText;
import dev.eksdsl.resource.Action;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A plan as text for people: a summary on the first line, then one line for each change, its fields below it. Lines are at
 * most {@value #WIDTH} columns wide, apart from values that are longer. No colours. What does not change is only counted.
 */
public final class PlanText {

    /** The width of a line: {@value}. */
    public static final int WIDTH = 80;

    /** Of what takes less than this nobody wants to know a range. */
    private static final Duration SOON = Duration.ofSeconds(10);

    private static final Map<Action, String> VERBS = Map.of(
            Action.CREATE, "to create",
            Action.UPDATE, "to update",
            Action.REPLACE, "to replace",
            Action.DELETE, "to delete");

    private PlanText() {}

    public static String of(Plan plan) {
        Forecast<StepId> forecast = plan.forecast();
        StringBuilder text = new StringBuilder(summary(plan, forecast));
        for (Step step : plan.changes()) {
            text.append('\n').append(line(step, forecast.of(step.id())));
            for (FieldChange change : step.changes()) {
                text.append("\n      ").append(change);
                if (change.forcesReplacement()) {
                    text.append("  ! forces replacement");
                }
            }
            step.blocked()
                    .ifPresent(why -> wrap("! blocked: " + why, "      ")
                            .forEach(l -> text.append('\n').append(l)));
        }
        long unchanged = plan.count(Action.NONE);
        if (unchanged > 0 && !plan.isEmpty()) {
            text.append("\n  · ").append(unchanged).append(plan.goal() == Goal.DESTROY ? " kept" : " unchanged");
        }
        for (Problem warning : plan.warnings()) {
            wrap("! " + warning, "  ").forEach(l -> text.append('\n').append(l));
        }
        return text.toString();
    }

    /** The first line alone. */
    public static String summary(Plan plan) {
        return summary(plan, plan.forecast());
    }

    private static String summary(Plan plan, Forecast<StepId> forecast) {
        String where = plan.cluster() + " (" + plan.region() + ", " + plan.account() + "): ";
        if (plan.isEmpty()) {
            return where + (plan.goal() == Goal.DESTROY ? "nothing to delete" : "no changes");
        }
        List<String> counts = new ArrayList<>();
        for (Action action : List.of(Action.CREATE, Action.UPDATE, Action.REPLACE, Action.DELETE)) {
            if (plan.count(action) > 0) {
                counts.add(plan.count(action) + " " + VERBS.get(action));
            }
        }
        return where + String.join(", ", counts) + " · " + whole(forecast.whole());
    }

    private static String whole(Range range) {
        return range.high().compareTo(SOON) < 0 ? "a few seconds" : "takes " + range;
    }

    /** A reason that is too long for the line stands below it. */
    private static String line(Step step, Range takes) {
        String left = "  " + step.action().symbol() + " " + step.id();
        String right = takes.high().compareTo(SOON) < 0
                ? "~" + DurationText.of(step.timing().expected())
                : takes.toString();
        String reason = step.reason().isEmpty() ? "" : "  " + step.reason();
        boolean fits = left.length() + reason.length() + 2 + right.length() <= WIDTH;
        String first = fits ? left + reason : left;
        int gap = Math.max(2, WIDTH - first.length() - right.length());
        String line = first + " ".repeat(gap) + right;
        return fits ? line : line + "\n" + String.join("\n", wrap(step.reason(), "      "));
    }

    private static List<String> wrap(String text, String indent) {
        return WrappedText.lines(text, indent, indent + "  ", WIDTH);
    }
}
