package dev.eksdsl.testing.kubernetes.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.kubernetes.api.DeleteOptions.Propagation;
import dev.eksdsl.testing.kubernetes.api.rules.RuleBook;
import dev.eksdsl.testing.kubernetes.api.rules.Surroundings;
import dev.eksdsl.testing.kubernetes.api.schema.ResourceType;
import dev.eksdsl.testing.kubernetes.api.status.ApiError;
import dev.eksdsl.testing.kubernetes.api.store.ObjectStore;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Deletes objects: at once, or, where finalizers or a kubelet have to agree first, by marking them. */
final class ObjectDeleter {

    static final String FOREGROUND = "foregroundDeletion";
    static final String ORPHAN = "orphan";

    private final ObjectStore store;
    private final RuleBook rules;
    private final Surroundings cluster;

    ObjectDeleter(ObjectStore store, RuleBook rules, Surroundings cluster) {
        this.store = store;
        this.rules = rules;
        this.cluster = cluster;
    }

    /** What came of a deletion: the object as it was last, and whether it is gone. */
    record Outcome(ObjectNode object, boolean gone) {}

    Outcome delete(ResourceType type, ObjectNode object, DeleteOptions options) {
        checkPreconditions(type, object, options);
        if (type.is("namespaces")) {
            return deleteNamespace(type, object, options);
        }
        if (type.is(CustomResources.DEFINITIONS)) {
            return deleteDefinition(type, object, options);
        }
        ObjectNode marked = object.deepCopy();
        ObjectNode metadata = ObjectMetadata.of(marked);
        finalizersFor(metadata, options.propagation());
        long grace = type.is("pods") ? podGrace(marked, options) : 0;
        boolean terminating = metadata.has("deletionTimestamp");
        if (terminating && metadata.path("deletionGracePeriodSeconds").asLong() <= grace) {
            grace = metadata.path("deletionGracePeriodSeconds").asLong();
        } else {
            mark(marked, grace);
        }
        boolean gone = grace == 0 && metadata.path("finalizers").isEmpty();
        if (options.dryRun()) {
            return new Outcome(marked, gone);
        }
        if (gone) {
            remove(type, object);
        } else if (!marked.equals(object)) {
            store.put(type, marked);
        }
        return new Outcome(marked, gone);
    }

    /** Removes an object that was only waiting for its last finalizer. */
    boolean removeIfDue(ResourceType type, ObjectNode object) {
        JsonNode metadata = object.path("metadata");
        boolean due = metadata.has("deletionTimestamp")
                && metadata.path("finalizers").isEmpty()
                && metadata.path("deletionGracePeriodSeconds").asLong() == 0
                && object.at("/spec/finalizers").isEmpty();
        if (due) {
            remove(type, object);
        }
        return due;
    }

    private void remove(ResourceType type, ObjectNode object) {
        store.remove(type, ObjectMetadata.text(object, "namespace"), ObjectMetadata.text(object, "name"));
        rules.of(type.resource()).removed(object, cluster);
    }

    private Outcome deleteNamespace(ResourceType type, ObjectNode object, DeleteOptions options) {
        String name = ObjectMetadata.text(object, "name");
        if (List.of("default", "kube-system", "kube-public").contains(name)) {
            throw ApiError.forbidden("", "namespaces", name, "this namespace may not be deleted");
        }
        if (object.at("/metadata/deletionTimestamp").isTextual()) {
            return new Outcome(object, removeIfDue(type, object));
        }
        ObjectNode marked = object.deepCopy();
        ObjectMetadata.of(marked).put("deletionTimestamp", ObjectMetadata.now(cluster.world()));
        marked.withObjectProperty("status").put("phase", "Terminating");
        if (!options.dryRun()) {
            store.put(type, marked);
        }
        return new Outcome(marked, false);
    }

    private Outcome deleteDefinition(ResourceType type, ObjectNode object, DeleteOptions options) {
        if (object.at("/metadata/deletionTimestamp").isTextual()) {
            return new Outcome(object, removeIfDue(type, object));
        }
        ObjectNode marked = DefinitionTermination.marked(object, ObjectMetadata.now(cluster.world()));
        if (!options.dryRun()) {
            store.put(type, marked);
        }
        return new Outcome(marked, false);
    }

    private void mark(ObjectNode object, long grace) {
        ObjectNode metadata = ObjectMetadata.of(object);
        boolean first = !metadata.has("deletionTimestamp");
        metadata.put(
                "deletionTimestamp",
                cluster.world()
                        .now()
                        .plusSeconds(grace)
                        .truncatedTo(ChronoUnit.SECONDS)
                        .toString());
        metadata.put("deletionGracePeriodSeconds", grace);
        if (first && metadata.path("generation").asLong() > 0) {
            metadata.put("generation", metadata.path("generation").asLong() + 1);
        }
    }

    private static long podGrace(ObjectNode pod, DeleteOptions options) {
        String phase = pod.at("/status/phase").asText();
        if (pod.at("/spec/nodeName").asText().isEmpty() || phase.equals("Succeeded") || phase.equals("Failed")) {
            return 0;
        }
        Long asked = options.gracePeriodSeconds();
        return asked != null
                ? asked
                : pod.at("/spec/terminationGracePeriodSeconds").asLong(30);
    }

    private static void finalizersFor(ObjectNode metadata, Propagation propagation) {
        if (propagation == Propagation.DEFAULT) {
            return;
        }
        ArrayNode finalizers = metadata.arrayNode();
        metadata.path("finalizers").forEach(finalizer -> {
            if (!finalizer.asText().equals(FOREGROUND) && !finalizer.asText().equals(ORPHAN)) {
                finalizers.add(finalizer);
            }
        });
        if (propagation == Propagation.FOREGROUND) {
            finalizers.add(FOREGROUND);
        } else if (propagation == Propagation.ORPHAN) {
            finalizers.add(ORPHAN);
        }
        if (finalizers.isEmpty()) {
            metadata.remove("finalizers");
        } else {
            metadata.set("finalizers", finalizers);
        }
    }

    private static void checkPreconditions(ResourceType type, ObjectNode object, DeleteOptions options) {
        String uid = ObjectMetadata.text(object, "uid");
        String version = ObjectMetadata.text(object, "resourceVersion");
        String name = ObjectMetadata.text(object, "name");
        if (options.uid() != null && !options.uid().equals(uid)) {
            throw ApiError.conflict(
                    type.group(),
                    type.kind(),
                    name,
                    "the UID in the precondition (" + options.uid() + ") does not match the UID in record (" + uid
                            + "). The object might have been deleted and then recreated");
        }
        if (options.resourceVersion() != null && !options.resourceVersion().equals(version)) {
            throw ApiError.conflict(
                    type.group(),
                    type.kind(),
                    name,
                    "the ResourceVersion in the precondition (" + options.resourceVersion()
                            + ") does not match the ResourceVersion in record (" + version
                            + "). The object might have been modified");
        }
    }
}
