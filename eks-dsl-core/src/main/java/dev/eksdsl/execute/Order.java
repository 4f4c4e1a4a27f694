package dev.eksdsl.execute;

import dev.eksdsl.plan.Plan;
import dev.eksdsl.plan.Step;
import dev.eksdsl.plan.StepId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which steps come after which, and how many each still waits for. Guarded by the run's lock. */
final class Order {

    private final Map<StepId, List<StepId>> afterEnd;
    private final Map<StepId, List<StepId>> afterBegin;
    private final Set<StepId> begun = new HashSet<>();
    private final Map<StepId, Integer> open = new LinkedHashMap<>();

    Order(Plan plan) {
        this.afterEnd = new HashMap<>();
        this.afterBegin = new HashMap<>();
        for (Step step : plan.steps()) {
            step.after().forEach(before -> add(afterEnd, before, step));
            step.afterBegun().forEach(before -> add(afterBegin, before, step));
            open.put(step.id(), step.after().size() + step.afterBegun().size());
        }
    }

    private static void add(Map<StepId, List<StepId>> edges, StepId before, Step step) {
        edges.computeIfAbsent(before, id -> new ArrayList<>()).add(step.id());
    }

    /** The steps that come right after the end of this one, in the plan's order. */
    List<StepId> after(StepId step) {
        return afterEnd.getOrDefault(step, List.of());
    }

    /** The steps that come right after AWS has begun with this one, in the plan's order. */
    List<StepId> afterBegun(StepId step) {
        return afterBegin.getOrDefault(step, List.of());
    }

    /** The steps that wait for nothing. */
    List<StepId> free() {
        return open.entrySet().stream()
                .filter(entry -> entry.getValue() == 0)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The step has succeeded: those that waited for it alone may begin now. */
    List<StepId> freedBy(StepId step) {
        return freed(after(step));
    }

    /** AWS has begun with the step: those that waited for that alone may begin now. Counts once. */
    List<StepId> freedByBegin(StepId step) {
        return begun.add(step) ? freed(afterBegun(step)) : List.of();
    }

    private List<StepId> freed(List<StepId> next) {
        return next.stream()
                .filter(step -> open.merge(step, -1, Integer::sum) == 0)
                .toList();
    }
}
