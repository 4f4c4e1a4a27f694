package dev.eksdsl.fleet;

import dev.eksdsl.model.DurationText;
import dev.eksdsl.model.WrappedText;
import dev.eksdsl.plan.Plan;
import dev.eksdsl.plan.PlanText;
import dev.eksdsl.resource.Action;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** A fleet's plan as text: a summary, then a line for each cluster, or for each account and region if there are many. */
final class FleetPlanText {

    private static final Map<Action, String> VERBS = Map.of(
            Action.CREATE, "to create",
            Action.UPDATE, "to update",
            Action.REPLACE, "to replace",
            Action.DELETE, "to delete");

    private final FleetPlan plan;
    private final List<String> lines = new ArrayList<>();

    private FleetPlanText(FleetPlan plan) {
        this.plan = plan;
    }

    static String of(FleetPlan plan) {
        return new FleetPlanText(plan).write();
    }

    private String write() {
        lines.add(summary());
        boolean single = plan.members().size() <= Places.MOST_LINES;
        Places.by(plan.members(), m -> m.member().place()).forEach((place, members) -> {
            lines.add("  " + place + (single ? "" : ": " + group(members)));
            if (single) {
                members.forEach(this::member);
            }
        });
        if (!single) {
            problems();
        }
        return String.join("\n", lines);
    }

    private String summary() {
        int problems = plan.problems().size();
        String counts = counts(plan::count);
        return Places.count(plan.members().size(), "cluster") + ": "
                + "%,d to change".formatted(plan.ready().size())
                + (problems == 0 ? "" : ", %,d with problems".formatted(problems))
                + (counts.isEmpty() ? "" : " · " + counts + " · about " + DurationText.of(plan.longest()));
    }

    private static String group(List<MemberPlan> members) {
        long ready = members.stream().filter(MemberPlan::isReady).count();
        long problems = members.stream().filter(m -> !m.problem().isEmpty()).count();
        String counts = counts(action -> members.stream()
                .flatMap(m -> m.plan().stream())
                .mapToLong(p -> p.count(action))
                .sum());
        return Places.count(members.size(), "cluster")
                + ", %,d to change".formatted(ready)
                + (problems == 0 ? "" : ", %,d with problems".formatted(problems))
                + (counts.isEmpty() ? "" : " · " + counts);
    }

    private void member(MemberPlan member) {
        String name = member.member().cluster();
        String problem = member.problem();
        if (!problem.isEmpty()) {
            wrap(problem, "    ✗ " + name + "  ");
            return;
        }
        member.plan().ifPresent(p -> lines.add("    " + (p.isEmpty() ? "· " : "~ ") + name + "  " + changes(p)));
    }

    private static String changes(Plan plan) {
        return plan.isEmpty() ? "no changes" : counts(plan::count) + " · about " + DurationText.of(plan.expected());
    }

    /** Clusters that have the same problem are told together. */
    private void problems() {
        Places.by(plan.problems(), member -> Places.shared(member.problem()))
                .forEach((problem, members) -> wrap(
                        Places.names(members.stream().map(MemberPlan::member).toList()) + ": " + problem, "  ✗ "));
    }

    private void wrap(String text, String first) {
        boolean begun = false;
        for (String line : text.split("\n")) {
            lines.addAll(WrappedText.lines(line.strip(), begun ? "        " : first, "        ", PlanText.WIDTH));
            begun = true;
        }
    }

    private static String counts(ToLongFunction<Action> count) {
        List<String> counts = new ArrayList<>();
        for (Action action : List.of(Action.CREATE, Action.UPDATE, Action.REPLACE, Action.DELETE)) {
            long number = count.applyAsLong(action);
            if (number > 0) {
                counts.add("%,d %s".formatted(number, VERBS.get(action)));
            }
        }
        return String.join(", ", counts);
    }
}
