package dev.eksdsl.plan;

import dev.eksdsl.diff.FieldChange;
import dev.eksdsl.model.ResourceId;
import dev.eksdsl.resource.Need;
import dev.eksdsl.resource.Ownership;
import dev.eksdsl.resource.Permission;
import dev.eksdsl.resource.PermissionScope;
import dev.eksdsl.resource.ResourceType;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Gathers from the kinds what the caller must be allowed to do. Pure. */
final class PermissionsNeeded {

    /** The name that stands for all resources of a kind. */
    private static final String ALL = "*";

    private final ResourceTypes types;
    private final PermissionScope scope;
    private final Findings findings;

    PermissionsNeeded(ResourceTypes types, PermissionScope scope, Findings findings) {
        this.types = types;
        this.scope = scope;
        this.findings = findings;
    }

    /**
     * To apply, to plan again, and to find and destroy the same in the end. What others have left behind by then is not known
     * yet: the plan to destroy asks for the right to delete that, thing by thing.
     */
    PermissionSet toApply(List<Step> steps, Declaration declaration) {
        Set<Permission> planning = new LinkedHashSet<>(ofKinds(Need.OBSERVE, types.declarable()));
        steps.forEach(step -> planning.addAll(wished(Need.OBSERVE, step)));
        Set<Permission> destroying = new LinkedHashSet<>(ofKinds(Need.OBSERVE, types));
        destroying.removeAll(planning);
        steps.stream()
                .map(Step::resource)
                .forEach(id -> destroying.addAll(types.kind(id.kind()).permissionsToClaim(scope, id)));
        steps.forEach(step -> destroying.addAll(of(Need.DELETE, step)));
        return new PermissionSet(List.copyOf(planning), writing(steps, declaration.digest()), List.copyOf(destroying));
    }

    /** To destroy, and to see that nothing is left. */
    PermissionSet toDestroy(List<Step> steps) {
        List<Permission> writing = writing(steps, Declaration.DESTRUCTION);
        return new PermissionSet(List.copyOf(new LinkedHashSet<>(ofKinds(Need.OBSERVE, types))), writing, writing);
    }

    private List<Permission> writing(List<Step> steps, String declaration) {
        Set<Permission> writing = new LinkedHashSet<>();
        if (steps.stream().anyMatch(Step::acts)) {
            steps.stream()
                    .map(Step::resource)
                    .filter(id -> findings.tags().containsKey(id))
                    .filter(id -> !declaration.equals(
                            findings.tags().getOrDefault(id, Map.of()).get(Ownership.DECLARATION_TAG)))
                    .forEach(id -> writing.addAll(types.kind(id.kind()).permissionsToClaim(scope, id)));
        }
        for (Step step : steps) {
            writing.addAll(
                    switch (step.action()) {
                        case CREATE -> step.status().isPresent() ? changing(step) : of(Need.CREATE, step);
                        case UPDATE -> changing(step);
                        case REPLACE ->
                            Stream.of(Need.DELETE, Need.CREATE)
                                    .flatMap(need -> of(need, step).stream())
                                    .toList();
                        case DELETE -> of(Need.DELETE, step);
                        case NONE -> List.of();
                    });
        }
        return List.copyOf(writing);
    }

    private List<Permission> ofKinds(Need need, ResourceTypes kinds) {
        return kinds.all().stream()
                .flatMap(type ->
                        type.permissions(scope, need, new ResourceId(type.kind(), ALL), Optional.empty()).stream())
                .toList();
    }

    private List<Permission> wished(Need need, Step step) {
        return step.spec().isPresent() ? of(need, step) : List.of();
    }

    private List<Permission> of(Need need, Step step) {
        return of(types.kind(step.resource().kind()), need, step);
    }

    private <S, O> List<Permission> of(ResourceType<S, O> type, Need need, Step step) {
        return type.permissions(scope, need, step.resource(), step.spec().map(type.specType()::cast));
    }

    private List<Permission> changing(Step step) {
        return changing(types.kind(step.resource().kind()), step);
    }

    private <S, O> List<Permission> changing(ResourceType<S, O> type, Step step) {
        S spec = type.specType().cast(step.spec().orElseThrow());
        O state = type.stateType().cast(step.state().orElseThrow());
        Map<String, List<FieldChange>> byCall = changes(type, step, spec, state).stream()
                .collect(Collectors.groupingBy(FieldChange::call, TreeMap::new, Collectors.toList()));
        Set<Permission> all = new LinkedHashSet<>();
        byCall.forEach((call, changes) -> {
            all.addAll(of(type, Need.UPDATE, step));
            all.addAll(type.permissionsToChange(scope, step.resource(), spec, call, changes));
        });
        return List.copyOf(all);
    }

    /** After a change that is under way, the step makes those that are still open then. */
    private <S, O> List<FieldChange> changes(ResourceType<S, O> type, Step step, S spec, O state) {
        return step.status().isEmpty()
                ? step.changes()
                : type.fields(findings.inputs(types)).compare(spec, state).stream()
                        .filter(change -> !change.forcesReplacement())
                        .toList();
    }
}
