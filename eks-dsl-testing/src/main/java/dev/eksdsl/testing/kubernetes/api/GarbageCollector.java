package dev.eksdsl.testing.kubernetes.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.kubernetes.api.DeleteOptions.Propagation;
import dev.eksdsl.testing.kubernetes.api.OwnerIndex.Located;
import dev.eksdsl.testing.kubernetes.api.store.Change;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Deletes objects whose owners are gone, and carries out the finalizers {@code orphan} and {@code foregroundDeletion}.
 * Works a moment after the change that gives it work, as the controller does.
 */
final class GarbageCollector {

    private static final Duration DELAY = Duration.ofMillis(20);

    private final Cluster cluster;
    private final OwnerIndex index = new OwnerIndex();

    GarbageCollector(Cluster cluster) {
        this.cluster = cluster;
        cluster.store().listen(this::changed);
    }

    private void changed(Change change) {
        index.accept(change);
        ObjectNode object = change.object();
        String uid = ObjectMetadata.text(object, "uid");
        if (change.after() == null) {
            later(() -> {
                collectDependents(uid);
                OwnerIndex.owners(object).forEach(owner -> later(() -> finishForeground(owner)));
            });
        } else if (finalizers(object).contains(ObjectDeleter.ORPHAN) && terminating(object)) {
            later(() -> orphan(uid));
        } else if (finalizers(object).contains(ObjectDeleter.FOREGROUND) && terminating(object)) {
            later(() -> foreground(uid));
        } else if (!object.at("/metadata/ownerReferences").isEmpty()) {
            later(() -> collectIfOwnerless(uid));
        }
    }

    private void later(Runnable work) {
        cluster.world().after(DELAY, work);
    }

    private void collectDependents(String owner) {
        for (Located dependent : index.dependents(owner)) {
            collectIfOwnerless(dependent.uid());
        }
    }

    private void collectIfOwnerless(String uid) {
        index.find(uid).ifPresent(located -> {
            Set<String> owners = OwnerIndex.owners(located.object());
            Set<String> living = owners.stream().filter(index::has).collect(Collectors.toSet());
            if (living.isEmpty() && !owners.isEmpty()) {
                if (!terminating(located.object())) {
                    cluster.delete(located.type(), located.object(), background(Propagation.BACKGROUND));
                }
            } else if (living.size() < owners.size()) {
                keepOwners(located, living);
            }
        });
    }

    private void orphan(String uid) {
        for (Located dependent : index.dependents(uid)) {
            Set<String> others = OwnerIndex.owners(dependent.object());
            others.remove(uid);
            keepOwners(dependent, others);
        }
        finish(uid, ObjectDeleter.ORPHAN);
    }

    private void foreground(String uid) {
        for (Located dependent : index.dependents(uid)) {
            if (!terminating(dependent.object())) {
                cluster.delete(dependent.type(), dependent.object(), background(Propagation.FOREGROUND));
            }
        }
        finishForeground(uid);
    }

    private void finishForeground(String uid) {
        boolean blocked = index.dependents(uid).stream().anyMatch(dependent -> blocks(dependent.object(), uid));
        if (!blocked) {
            finish(uid, ObjectDeleter.FOREGROUND);
        }
    }

    private void finish(String uid, String finalizer) {
        index.find(uid).ifPresent(located -> {
            if (terminating(located.object()) && finalizers(located.object()).contains(finalizer)) {
                ObjectNode changed = located.object().deepCopy();
                ArrayNode rest = changed.arrayNode();
                finalizers(changed).stream()
                        .filter(other -> !other.equals(finalizer))
                        .forEach(rest::add);
                set(ObjectMetadata.of(changed), "finalizers", rest);
                cluster.update(located.type(), located.object(), changed, WriteOptions.CONTROLLER);
            }
        });
    }

    private void keepOwners(Located located, Set<String> uids) {
        ObjectNode changed = located.object().deepCopy();
        ArrayNode kept = changed.arrayNode();
        changed.at("/metadata/ownerReferences").forEach(reference -> {
            if (uids.contains(reference.path("uid").asText())) {
                kept.add(reference);
            }
        });
        set(ObjectMetadata.of(changed), "ownerReferences", kept);
        cluster.update(located.type(), located.object(), changed, WriteOptions.CONTROLLER);
    }

    private static DeleteOptions background(Propagation propagation) {
        return new DeleteOptions(propagation, null, null, null, false);
    }

    private static void set(ObjectNode metadata, String field, ArrayNode values) {
        if (values.isEmpty()) {
            metadata.remove(field);
        } else {
            metadata.set(field, values);
        }
    }

    private static boolean terminating(ObjectNode object) {
        return object.at("/metadata/deletionTimestamp").isTextual();
    }

    private static List<String> finalizers(ObjectNode object) {
        return object.at("/metadata/finalizers")
                .valueStream()
                .map(JsonNode::asText)
                .toList();
    }

    private static boolean blocks(ObjectNode object, String owner) {
        return object.at("/metadata/ownerReferences")
                .valueStream()
                .anyMatch(reference -> reference.path("uid").asText().equals(owner)
                        && reference.path("blockOwnerDeletion").asBoolean());
    }
}
