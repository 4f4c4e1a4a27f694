package dev.eksdsl.plan;

import dev.eksdsl.resource.Action;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A plan's steps as a Mermaid flow chart. A dotted arrow says that the second step may begin as soon as AWS has begun with the
 * first. Only steps that act are drawn; of the arrows, those that follow from others are
 * left out.
 */
public final class PlanMermaid {

    private PlanMermaid() {}

    public static String of(Plan plan) {
        StringBuilder text = new StringBuilder("flowchart LR\n");
        Map<StepId, String> names = new LinkedHashMap<>();
        List<Step> steps = plan.changes();
        for (Step step : steps) {
            String name = "s" + names.size();
            names.put(step.id(), name);
            text.append("  ").append(name).append("[\"").append(label(step)).append("\"]:::");
            text.append(step.action().name().toLowerCase(Locale.ROOT)).append('\n');
        }
        Map<StepId, Set<StepId>> reach = new LinkedHashMap<>();
        for (Step step : steps) {
            Set<StepId> all = new LinkedHashSet<>();
            Set<StepId> indirect = new LinkedHashSet<>();
            for (StepId before : sorted(step.after(), names)) {
                all.add(before);
                all.addAll(reach.get(before));
                indirect.addAll(reach.get(before));
            }
            for (StepId begun : sorted(step.afterBegun(), names)) {
                all.addAll(reach.get(begun));
                indirect.addAll(reach.get(begun));
            }
            reach.put(step.id(), all);
            for (StepId before : sorted(step.after(), names)) {
                if (!indirect.contains(before)) {
                    text.append(arrow(names, before, "-->", step.id()));
                }
            }
            for (StepId begun : sorted(step.afterBegun(), names)) {
                if (!all.contains(begun)) {
                    text.append(arrow(names, begun, "-.->", step.id()));
                }
            }
        }
        text.append("  classDef create stroke:#2da44e\n  classDef update stroke:#bf8700\n");
        text.append("  classDef replace stroke:#8250df\n  classDef delete stroke:#cf222e\n");
        return text.toString();
    }

    private static String arrow(Map<StepId, String> names, StepId from, String arrow, StepId to) {
        return "  " + names.get(from) + " " + arrow + " " + names.get(to) + "\n";
    }

    private static List<StepId> sorted(Set<StepId> ids, Map<StepId, String> names) {
        return names.keySet().stream().filter(ids::contains).toList();
    }

    private static String label(Step step) {
        String sign = step.action() == Action.NONE ? "" : step.action().symbol() + " ";
        return (sign + step.id()).replace("\"", "#quot;");
    }
}
