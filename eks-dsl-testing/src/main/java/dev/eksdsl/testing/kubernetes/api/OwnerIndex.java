package dev.eksdsl.testing.kubernetes.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.kubernetes.api.schema.ResourceType;
import dev.eksdsl.testing.kubernetes.api.store.Change;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which objects there are by uid, and which are owned by which: kept up to date by the changes of a store, for a cluster has
 * many changes and few owners that go. Not thread-safe, as the store.
 */
final class OwnerIndex {

    /** An object, with the resource under which it is stored. */
    record Located(ResourceType type, ObjectNode object) {
        String uid() {
            return ObjectMetadata.text(object, "uid");
        }
    }

    private final Map<String, Located> objects = new HashMap<>();
    private final Map<String, Map<String, Located>> dependents = new HashMap<>();

    void accept(Change change) {
        forget(change.before());
        if (change.after() != null) {
            Located located = new Located(change.type(), change.after());
            objects.put(located.uid(), located);
            for (String owner : owners(change.after())) {
                dependents.computeIfAbsent(owner, uid -> new LinkedHashMap<>()).put(located.uid(), located);
            }
        }
    }

    private void forget(@Nullable ObjectNode object) {
        if (object == null) {
            return;
        }
        String uid = ObjectMetadata.text(object, "uid");
        objects.remove(uid);
        for (String owner : owners(object)) {
            dependents.computeIfPresent(owner, (key, those) -> {
                those.remove(uid);
                return those.isEmpty() ? null : those;
            });
        }
    }

    Optional<Located> find(String uid) {
        return Optional.ofNullable(objects.get(uid));
    }

    boolean has(String uid) {
        return objects.containsKey(uid);
    }

    /** The objects that name this one as an owner, whether it still exists or not. */
    List<Located> dependents(String owner) {
        return List.copyOf(dependents.getOrDefault(owner, Map.of()).values());
    }

    /** The uids of an object's owners. */
    static Set<String> owners(ObjectNode object) {
        return object.path("metadata")
                .path("ownerReferences")
                .valueStream()
                .map((JsonNode reference) -> reference.path("uid").asText())
                .collect(Collectors.toSet());
    }
}
