package dev.eksdsl.testing.kubernetes.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.kubernetes.api.schema.ResourceType;
import dev.eksdsl.testing.kubernetes.api.store.Change;
import java.time.Duration;
import java.util.Optional;

/**
 * Takes a CustomResourceDefinition that is being deleted to its end: deletes its objects, waits until they are gone, and
 * removes the finalizer. Source of conditions and pace: a recorded Kubernetes 1.32 server.
 */
final class DefinitionTermination {

    static final String FINALIZER = "customresourcecleanup.apiextensions.k8s.io";

    private static final Duration NOTICED = Duration.ofMillis(20);
    private static final Duration DELETING = Duration.ofMillis(500);
    private static final Duration NEXT_LOOK = Duration.ofSeconds(5);

    private final Cluster cluster;

    DefinitionTermination(Cluster cluster) {
        this.cluster = cluster;
        cluster.store().listen(this::changed);
    }

    /** Marks a definition, as the deletion of any object with a finalizer would, without a new generation. */
    static ObjectNode marked(ObjectNode definition, String now) {
        ObjectNode marked = definition.deepCopy();
        ObjectNode metadata = ObjectMetadata.of(marked);
        metadata.put("deletionTimestamp", now);
        ArrayNode finalizers = metadata.withArray("finalizers");
        if (finalizers.valueStream().noneMatch(each -> each.asText().equals(FINALIZER))) {
            finalizers.add(FINALIZER);
        }
        condition(
                marked,
                now,
                "True",
                "InstanceDeletionPending",
                "CustomResourceDefinition marked for deletion; CustomResource deletion will begin soon");
        return marked;
    }

    /** Whether the resource is about to vanish with its definition. */
    static boolean terminating(ResourceType type, Cluster cluster) {
        return type.custom()
                && cluster.get(CustomResources.DEFINITIONS, "", type.resource())
                        .filter(definition -> !ObjectMetadata.text(definition, "deletionTimestamp")
                                .isEmpty())
                        .isPresent();
    }

    private void changed(Change change) {
        if (!change.type().is(CustomResources.DEFINITIONS) || change.after() == null || change.before() == null) {
            return;
        }
        boolean begins = change.after().at("/metadata/deletionTimestamp").isTextual()
                && !change.before().at("/metadata/deletionTimestamp").isTextual();
        if (begins) {
            String name = ObjectMetadata.text(change.after(), "name");
            cluster.world().after(NOTICED, () -> report(name));
            cluster.world().after(DELETING, () -> empty(name));
        }
    }

    private void report(String name) {
        definition(name)
                .ifPresent(definition -> put(
                        definition, "True", "InstanceDeletionInProgress", "CustomResource deletion is in progress"));
    }

    private void empty(String name) {
        definition(name).ifPresent(definition -> {
            cluster.types()
                    .find(name)
                    .ifPresent(type -> cluster.store()
                            .list(type)
                            .forEach(object -> cluster.delete(type, object, DeleteOptions.PLAIN)));
            finish(name);
        });
    }

    private void finish(String name) {
        definition(name).ifPresent(definition -> {
            boolean left = cluster.types()
                    .find(name)
                    .filter(type -> !cluster.store().list(type).isEmpty())
                    .isPresent();
            if (left) {
                cluster.world().after(NEXT_LOOK, () -> finish(name));
                return;
            }
            ObjectNode emptied = put(definition, "False", "InstanceDeletionCompleted", "removed all instances");
            ObjectNode released = emptied.deepCopy();
            ArrayNode finalizers = ObjectMetadata.of(released).withArray("finalizers");
            finalizers.removeIf(finalizer -> finalizer.asText().equals(FINALIZER));
            cluster.store().put(definitions(), released);
            cluster.removeIfDue(definitions(), released);
        });
    }

    private Optional<ObjectNode> definition(String name) {
        return cluster.store().get(definitions(), "", name);
    }

    private ResourceType definitions() {
        return cluster.types().get(CustomResources.DEFINITIONS);
    }

    private ObjectNode put(ObjectNode definition, String status, String reason, String message) {
        ObjectNode changed = definition.deepCopy();
        condition(changed, ObjectMetadata.now(cluster.world()), status, reason, message);
        cluster.store().put(definitions(), changed);
        return changed;
    }

    private static void condition(ObjectNode definition, String now, String status, String reason, String message) {
        ObjectNode state = definition.withObject("/status");
        ArrayNode conditions =
                state.get("conditions") instanceof ArrayNode array ? array : state.putArray("conditions");
        conditions.removeIf(each -> each.path("type").asText().equals("Terminating"));
        ObjectNode condition = conditions.addObject().put("type", "Terminating").put("status", status);
        condition.put("lastTransitionTime", now).put("reason", reason).put("message", message);
    }
}
