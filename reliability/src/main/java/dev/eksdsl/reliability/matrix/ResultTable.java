package dev.eksdsl.reliability.matrix;

import dev.eksdsl.reliability.matrix.Outcome.Healed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What came of many points, as a table in Markdown. */
final class ResultTable {

    private ResultTable() {}

    /**
     * A row for each group, in the order in which they come.
     *
     * @param group what a row stands for, with its columns divided by " | "
     */
    static String of(String heading, List<Outcome> outcomes, Function<Point, String> group) {
        Map<String, List<Outcome>> rows = new LinkedHashMap<>();
        outcomes.forEach(outcome -> rows.computeIfAbsent(group.apply(outcome.point()), x -> new ArrayList<>())
                .add(outcome));
        List<String> lines = new ArrayList<>();
        lines.add("| " + heading + " | points | healed by the run itself | healed by the next | not healed |");
        lines.add("|---".repeat(heading.split(" \\| ").length + 4) + "|");
        rows.forEach((name, row) -> lines.add(row(name, row)));
        lines.add(row("all" + " |".repeat(heading.split(" \\| ").length - 1), outcomes));
        return String.join("\n", lines);
    }

    private static String row(String name, List<Outcome> outcomes) {
        return "| %s | %d | %d | %d | %d |"
                .formatted(
                        name,
                        outcomes.size(),
                        count(outcomes, Healed.BY_ITSELF),
                        count(outcomes, Healed.BY_THE_NEXT),
                        count(outcomes, Healed.NOT));
    }

    private static long count(List<Outcome> outcomes, Healed healed) {
        return outcomes.stream().filter(outcome -> outcome.healed() == healed).count();
    }
}
