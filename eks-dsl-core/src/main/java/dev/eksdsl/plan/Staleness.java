package dev.eksdsl.plan;

import dev.eksdsl.model.ResourceId;
import dev.eksdsl.resource.Action;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Compares what a plan was made from with what is there now. What the plan deletes may be gone already: so it is meant to be. */
final class Staleness {

    private Staleness() {}

    /** @param compared whose resources make a plan stale: not those that others make and remove as they like */
    static void verify(Plan plan, Findings now, Predicate<ResourceId> compared) {
        Map<ResourceId, Object> then = plan.observed();
        then.keySet().removeIf(compared.negate());
        TreeSet<ResourceId> all = new TreeSet<>(then.keySet());
        now.byId().forEach((id, found) -> {
            if (found.state().isPresent()) {
                all.add(id);
            }
        });
        Set<ResourceId> deleted = plan.steps().stream()
                .filter(step -> step.action() == Action.DELETE)
                .map(Step::resource)
                .collect(Collectors.toSet());
        List<String> moved = new ArrayList<>();
        for (ResourceId id : all) {
            Object before = then.get(id);
            Object after =
                    now.byId().containsKey(id) ? now.byId().get(id).state().orElse(null) : null;
            if (before == null) {
                moved.add(id + " has appeared");
            } else if (after == null) {
                if (!deleted.contains(id)) {
                    moved.add(id + " is gone");
                }
            } else if (!before.equals(after)) {
                moved.add(id + " has changed: " + differences(before, after));
            }
        }
        if (!moved.isEmpty()) {
            throw new StalePlanException(plan.cluster(), moved);
        }
    }

    /** The record components that differ; states are records. */
    private static String differences(Object before, Object after) {
        List<String> parts = new ArrayList<>();
        for (var component : before.getClass().getRecordComponents()) {
            try {
                component.getAccessor().setAccessible(true);
                Object was = component.getAccessor().invoke(before);
                Object is = component.getAccessor().invoke(after);
                if (!Objects.equals(was, is)) {
                    parts.add(component.getName() + " " + was + " → " + is);
                }
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
        return String.join(", ", parts);
    }
}
