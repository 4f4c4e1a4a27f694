package dev.eksdsl.plan;

import dev.eksdsl.model.ResourceId;
import dev.eksdsl.resource.Action;
import dev.eksdsl.resource.Declared;
import dev.eksdsl.resource.ResourceType;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What a plan was made for, read back from its steps: a plan may have been stored, and outlive the declaration. */
final class Wishes {

    private final ResourceTypes types;
    private final Plan plan;
    private final Map<StepId, ResourceId> resources;

    Wishes(ResourceTypes types, Plan plan) {
        this.types = types;
        this.plan = plan;
        this.resources = plan.steps().stream().collect(Collectors.toMap(Step::id, Step::resource));
    }

    /** All resources that the plan is to bring about, with all that had been left to AWS filled in. */
    List<Declared<?>> declared() {
        Map<ResourceId, Declared<?>> wishes = new LinkedHashMap<>();
        for (Step step : plan.steps()) {
            step.spec()
                    .ifPresent(spec -> wishes.putIfAbsent(
                            step.resource(), declared(types.kind(step.resource().kind()), step, spec)));
        }
        return List.copyOf(wishes.values());
    }

    /**
     * The resources that may be made anew: those that the plan makes anew, and those that it creates, for what is there of
     * them was not there when the plan was made.
     */
    Set<ResourceId> replaceable() {
        return plan.steps().stream()
                .filter(step -> step.action() == Action.CREATE || step.action() == Action.REPLACE)
                .map(Step::resource)
                .collect(Collectors.toSet());
    }

    private <S> Declared<S> declared(ResourceType<S, ?> type, Step step, Object spec) {
        return new Declared<>(
                step.resource(),
                type,
                type.specType().cast(spec),
                others(step.resource(), step.after()),
                others(step.resource(), step.afterBegun()),
                others(step.resource(), step.oneOf()));
    }

    private Set<ResourceId> others(ResourceId id, Set<StepId> steps) {
        Set<ResourceId> others = new LinkedHashSet<>();
        steps.forEach(step -> others.add(resources.get(step)));
        others.remove(id);
        return others;
    }
}
