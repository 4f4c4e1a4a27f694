package dev.eksdsl.plan;

import dev.eksdsl.diff.FieldChange;
import dev.eksdsl.graph.Dag;
import dev.eksdsl.model.Problem;
import dev.eksdsl.model.ResourceId;
import dev.eksdsl.resource.Action;
import dev.eksdsl.resource.Declared;
import dev.eksdsl.resource.Observation;
import dev.eksdsl.resource.ResourceType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Turns what is wished and what was found into ordered steps. Pure. */
final class Steps {

    private final ResourceTypes types;
    private final Findings findings;
    private final Set<ResourceId> mayReplace;
    private final Spared spared;

    Steps(ResourceTypes types, Findings findings, Set<ResourceId> mayReplace, Spared spared) {
        this.types = types;
        this.findings = findings;
        this.mayReplace = mayReplace;
        this.spared = spared;
    }

    List<Step> toApply(List<Declared<?>> declared) {
        Map<ResourceId, List<Step>> byResource = new LinkedHashMap<>();
        for (Declared<?> wish : declared) {
            byResource.put(wish.id(), wanted(wish));
        }
        findings.byId().forEach((id, found) -> {
            if (!byResource.containsKey(id) && !(found instanceof Observation.Foreign<?>)) {
                byResource.put(id, List.of(unwanted(types.kind(id.kind()), id, found)));
            }
        });
        return order(declared, byResource);
    }

    private <S> List<Step> wanted(Declared<S> wish) {
        return wanted(wish.type(), wish);
    }

    private <S, O> List<Step> wanted(ResourceType<S, O> type, Declared<S> wish) {
        StepDraft<S, O> draft = new StepDraft<>(type, wish.id(), Optional.of(wish.spec()));
        Observation<O> found = findings.of(type, wish.id());
        if (found instanceof Observation.Changing<O> changing) {
            boolean creating = changing.status().toUpperCase(Locale.ROOT).matches("CREATING|PENDING");
            return List.of(draft.goesOn(creating ? Action.CREATE : Action.UPDATE, changing.found(), changing.status()));
        }
        if (found instanceof Observation.Leaving<O> leaving) {
            return List.of(draft.replaces(leaving.found(), List.of(), "is being deleted; is created again"));
        }
        if (found instanceof Observation.Broken<O> broken) {
            return List.of(draft.replaces(broken.found(), List.of(), "never worked: " + broken.reason()));
        }
        if (found instanceof Observation.Present<O> present) {
            return compared(draft, wish.spec(), present.found());
        }
        return List.of(draft.creates());
    }

    private <S, O> List<Step> compared(StepDraft<S, O> draft, S spec, O state) {
        List<FieldChange> changes = draft.type().fields(findings.inputs(types)).compare(spec, state);
        List<FieldChange> forcing =
                changes.stream().filter(FieldChange::forcesReplacement).toList();
        if (!forcing.isEmpty()) {
            Step replacement = draft.replaces(state, changes, "AWS cannot change " + paths(forcing) + " in place");
            return List.of(
                    mayReplace.contains(draft.id())
                            ? unlessForbidden(draft.type(), replacement, state)
                            : StepDraft.blocked(
                                    replacement,
                                    paths(forcing) + " of " + draft.id()
                                            + " cannot be changed in place; undo the change, or allow it with"
                                            + " .allowReplace(\"" + draft.id() + "\")"));
        }
        if (changes.isEmpty()) {
            return List.of(draft.rests(state));
        }
        Map<String, List<FieldChange>> byCall = new LinkedHashMap<>();
        changes.forEach(
                c -> byCall.computeIfAbsent(c.call(), x -> new ArrayList<>()).add(c));
        List<Step> updates = new ArrayList<>();
        byCall.forEach((call, fields) -> {
            Step update = draft.updates(state, call, fields);
            updates.add(
                    updates.isEmpty()
                            ? update
                            : update.after(
                                    Set.of(updates.get(updates.size() - 1).id()), Set.of(), Set.of()));
        });
        return updates;
    }

    private <S, O> Step unwanted(ResourceType<S, O> type, ResourceId id, Observation<?> found) {
        O state = type.stateType().cast(found.state().orElseThrow());
        StepDraft<S, O> draft = new StepDraft<>(type, id, Optional.empty());
        return spared.contains(id) || findings.kept().contains(id) || type.isKept(state)
                ? draft.rests(state)
                : unlessForbidden(type, draft.deletes(state), state);
    }

    private static <O> Step unlessForbidden(ResourceType<?, O> type, Step deletion, O state) {
        String why = type.checkDeletion(deletion.resource(), state).stream()
                .filter(Problem::isError)
                .map(Problem::toString)
                .collect(Collectors.joining("; "));
        return why.isEmpty() ? deletion : StepDraft.blocked(deletion, why);
    }

    /** Adds what each step waits for, and sorts. */
    private List<Step> order(List<Declared<?>> declared, Map<ResourceId, List<Step>> byResource) {
        Map<StepId, Step> steps = new LinkedHashMap<>();
        Map<ResourceId, Declared<?>> wishes = new LinkedHashMap<>();
        declared.forEach(wish -> wishes.put(wish.id(), wish));
        byResource.forEach((id, own) -> own.forEach(step -> {
            Set<StepId> before = new LinkedHashSet<>(step.after());
            Set<StepId> begun = new LinkedHashSet<>();
            Set<StepId> company = new LinkedHashSet<>();
            if (wishes.containsKey(id)) {
                before.addAll(lastSteps(id, wishes.get(id).after(), byResource));
                begun.addAll(lastSteps(id, wishes.get(id).afterBegun(), byResource));
                company.addAll(lastSteps(id, wishes.get(id).oneOf(), byResource));
            }
            if (step.action() == Action.DELETE) {
                users(id, byResource).forEach(user -> (isEnoughToLeave(user, id) ? begun : before).add(user.id()));
            }
            steps.put(step.id(), step.after(before, begun, company));
        }));
        Map<StepId, Set<StepId>> edges = new LinkedHashMap<>();
        steps.values().forEach(s -> {
            Set<StepId> before = new LinkedHashSet<>(s.after());
            before.addAll(s.afterBegun());
            edges.put(s.id(), before);
        });
        return Dag.of(edges).order().stream().map(steps::get).toList();
    }

    /** The steps after which the resources are as wanted. */
    private static Set<StepId> lastSteps(
            ResourceId of, Set<ResourceId> needed, Map<ResourceId, List<Step>> byResource) {
        Set<StepId> last = new LinkedHashSet<>();
        for (ResourceId other : needed) {
            List<Step> steps = byResource.getOrDefault(other, List.of());
            if (steps.isEmpty()) {
                throw new IllegalStateException(of + " needs " + other + ", which is not declared");
            }
            last.add(steps.get(steps.size() - 1).id());
        }
        return last;
    }

    /** The acting steps of all kinds that need this one's: they let go of it, or go themselves, first. */
    private List<Step> users(ResourceId id, Map<ResourceId, List<Step>> byResource) {
        List<Step> users = new ArrayList<>();
        byResource.forEach((other, steps) -> {
            if (types.allNeeds(other.kind()).contains(id.kind())) {
                steps.stream().filter(Step::acts).forEach(users::add);
            }
        });
        return users;
    }

    private boolean isEnoughToLeave(Step user, ResourceId used) {
        return user.action() == Action.DELETE
                && types.kind(user.resource().kind()).needsUntilLeaving().contains(used.kind());
    }

    private static String paths(List<FieldChange> changes) {
        return String.join(", ", changes.stream().map(FieldChange::path).toList());
    }
}
