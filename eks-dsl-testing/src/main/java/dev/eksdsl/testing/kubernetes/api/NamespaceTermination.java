package dev.eksdsl.testing.kubernetes.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.kubernetes.api.DeleteOptions.Propagation;
import dev.eksdsl.testing.kubernetes.api.schema.ResourceType;
import dev.eksdsl.testing.kubernetes.api.store.Change;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Empties namespaces that are being deleted, says what is in the way, and lets them go when nothing is left. */
final class NamespaceTermination {

    /** From the deletion to the first round. */
    private static final Duration ROUND = Duration.ofSeconds(5);

    /** From the end of something that was left to the next round. */
    private static final Duration NEXT_ROUND = Duration.ofMillis(20);

    /** Namespaces in which something was left after their last round. */
    private final Set<String> held = new HashSet<>();

    private final Cluster cluster;

    NamespaceTermination(Cluster cluster) {
        this.cluster = cluster;
        cluster.store().listen(this::changed);
    }

    private void changed(Change change) {
        boolean begins = change.type().is("namespaces")
                && change.after() != null
                && change.before() != null
                && change.after().at("/metadata/deletionTimestamp").isTextual()
                && !change.before().at("/metadata/deletionTimestamp").isTextual();
        if (begins) {
            String name = ObjectMetadata.text(change.object(), "name");
            cluster.world().after(ROUND, () -> round(name));
        }
        String namespace = ObjectMetadata.text(change.object(), "namespace");
        if (change.after() == null && held.remove(namespace)) {
            cluster.world().after(NEXT_ROUND, () -> round(namespace));
        }
    }

    private void round(String namespace) {
        ResourceType namespaces = cluster.types().get("namespaces");
        cluster.store().get(namespaces, "", namespace).ifPresent(object -> {
            DeleteOptions background = new DeleteOptions(Propagation.BACKGROUND, null, null, null, false);
            contents(namespace)
                    .forEach((type, objects) -> objects.stream()
                            .filter(each ->
                                    !each.at("/metadata/deletionTimestamp").isTextual())
                            .forEach(each -> cluster.delete(type, each, background)));
            Map<ResourceType, List<ObjectNode>> rest = contents(namespace);
            ObjectNode changed = object.deepCopy();
            conditions(changed, rest);
            if (rest.isEmpty()) {
                cluster.store().put(namespaces, changed);
                ObjectNode last = changed.deepCopy();
                last.putObject("spec");
                cluster.removeIfDue(namespaces, last);
            } else {
                if (!changed.equals(object)) {
                    cluster.store().put(namespaces, changed);
                }
                held.add(namespace);
            }
        });
    }

    private Map<ResourceType, List<ObjectNode>> contents(String namespace) {
        Map<ResourceType, List<ObjectNode>> contents = new TreeMap<>(Comparator.comparing(ResourceType::resource));
        for (ResourceType type : cluster.types().stored()) {
            List<ObjectNode> objects = type.namespaced() ? cluster.list(type.resource(), namespace) : List.of();
            if (!objects.isEmpty()) {
                contents.put(type, objects);
            }
        }
        return contents;
    }

    private void conditions(ObjectNode namespace, Map<ResourceType, List<ObjectNode>> rest) {
        ArrayNode conditions = namespace.withObject("/status").withArray("/conditions");
        set(
                conditions,
                "NamespaceDeletionDiscoveryFailure",
                false,
                "ResourcesDiscovered",
                "All resources successfully discovered");
        set(
                conditions,
                "NamespaceDeletionGroupVersionParsingFailure",
                false,
                "ParsedGroupVersions",
                "All legacy kube types successfully parsed");
        set(
                conditions,
                "NamespaceDeletionContentFailure",
                false,
                "ContentDeleted",
                "All content successfully deleted, may be waiting on finalization");
        String remaining = rest.entrySet().stream()
                .map(entry -> entry.getKey().plural() + "." + entry.getKey().group() + " has "
                        + entry.getValue().size() + " resource instances")
                .collect(Collectors.joining(", "));
        set(
                conditions,
                "NamespaceContentRemaining",
                !rest.isEmpty(),
                rest.isEmpty() ? "ContentRemoved" : "SomeResourcesRemain",
                rest.isEmpty() ? "All content successfully removed" : "Some resources are remaining: " + remaining);
        Map<String, Integer> finalizers = new TreeMap<>();
        List<ObjectNode> objects = new ArrayList<>();
        rest.values().forEach(objects::addAll);
        objects.forEach(object ->
                object.at("/metadata/finalizers").forEach(each -> finalizers.merge(each.asText(), 1, Integer::sum)));
        String waiting = finalizers.entrySet().stream()
                .map(entry -> entry.getKey() + " in " + entry.getValue() + " resource instances")
                .collect(Collectors.joining(", "));
        set(
                conditions,
                "NamespaceFinalizersRemaining",
                !finalizers.isEmpty(),
                finalizers.isEmpty() ? "ContentHasNoFinalizers" : "SomeFinalizersRemain",
                finalizers.isEmpty()
                        ? "All content-preserving finalizers finished"
                        : "Some content in the namespace has finalizers remaining: " + waiting);
    }

    private void set(ArrayNode conditions, String type, boolean status, String reason, String message) {
        String text = status ? "True" : "False";
        for (JsonNode existing : conditions) {
            if (existing.path("type").asText().equals(type)) {
                if (existing.path("message").asText().equals(message)) {
                    return;
                }
                fill((ObjectNode) existing, text, reason, message);
                return;
            }
        }
        fill(conditions.addObject().put("type", type), text, reason, message);
    }

    private void fill(ObjectNode condition, String status, String reason, String message) {
        condition.put("status", status).put("lastTransitionTime", ObjectMetadata.now(cluster.world()));
        condition.put("reason", reason).put("message", message);
    }
}
