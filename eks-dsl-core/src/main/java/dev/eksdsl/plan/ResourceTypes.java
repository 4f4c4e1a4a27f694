package dev.eksdsl.plan;

import dev.eksdsl.resource.ResourceType;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The kinds that the engine works with, by name. Immutable. */
public final class ResourceTypes {

    private final Map<String, ResourceType<?, ?>> byKind;

    private ResourceTypes(Map<String, ResourceType<?, ?>> byKind) {
        this.byKind = byKind;
    }

    public static ResourceTypes of(List<ResourceType<?, ?>> types) {
        Map<String, ResourceType<?, ?>> byKind = new LinkedHashMap<>();
        types.forEach(type -> byKind.put(type.kind(), type));
        return new ResourceTypes(byKind);
    }

    public Collection<ResourceType<?, ?>> all() {
        return byKind.values();
    }

    /** All kinds; one whose resources need another kind's comes before that. */
    public List<ResourceType<?, ?>> usersFirst() {
        return all().stream()
                .sorted(Comparator.comparingInt((ResourceType<?, ?> type) ->
                                allNeeds(type.kind()).size())
                        .reversed())
                .toList();
    }

    /** Those that can be declared. */
    ResourceTypes declarable() {
        return of(all().stream().filter(type -> !type.isLeftBehind()).toList());
    }

    /**
     * The kind of this name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public ResourceType<?, ?> kind(String kind) {
        ResourceType<?, ?> type = byKind.get(kind);
        if (type == null) {
            throw new IllegalArgumentException("no resource kind \"" + kind + "\"; known are " + byKind.keySet());
        }
        return type;
    }

    /** All kinds that must still be there while a resource of this kind is, directly or not. */
    Set<String> allNeeds(String kind) {
        Set<String> all = new LinkedHashSet<>();
        collect(kind, all);
        return all;
    }

    private void collect(String kind, Set<String> all) {
        for (String need : kind(kind).needs()) {
            if (all.add(need)) {
                collect(need, all);
            }
        }
    }
}
