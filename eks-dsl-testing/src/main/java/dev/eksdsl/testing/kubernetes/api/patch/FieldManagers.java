package dev.eksdsl.testing.kubernetes.api.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.kubernetes.api.schema.StructType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the book of who manages which field ({@code metadata.managedFields}), and applies documents by it. Source: "Server-Side
 * Apply" in the Kubernetes documentation.
 */
public final class FieldManagers {

    /** Fields that the server owns, whoever sends them. */
    private static final FieldSet SERVERS = new FieldSet();

    static {
        SERVERS.add(List.of("f:apiVersion"));
        SERVERS.add(List.of("f:kind"));
        SERVERS.add(List.of("f:metadata"));
        for (String field : List.of(
                "name",
                "namespace",
                "creationTimestamp",
                "selfLink",
                "uid",
                "clusterName",
                "generation",
                "managedFields",
                "resourceVersion")) {
            SERVERS.add(List.of("f:metadata", "f:" + field));
        }
    }

    private final Shape shape;
    private final String apiVersion;
    private final Map<Manager, Entry> entries = new LinkedHashMap<>();

    /**
     * The book in an object.
     *
     * @param apiVersion the version in which fields are now written
     */
    public FieldManagers(StructType type, String apiVersion, JsonNode object) {
        this.shape = Shape.of(type);
        this.apiVersion = apiVersion;
        for (JsonNode entry : object.at("/metadata/managedFields")) {
            Manager manager = new Manager(
                    entry.path("manager").asText(),
                    entry.path("operation").asText(),
                    entry.path("subresource").asText());
            entries.put(
                    manager,
                    new Entry(
                            entry.path("apiVersion").asText(),
                            entry.path("time").asText(),
                            FieldSet.of(entry.path("fieldsV1"))));
        }
    }

    /** A writer: its name, whether it updates or applies, and through which subresource. */
    public record Manager(String name, String operation, String subresource) {

        public static Manager updating(String name, String subresource) {
            return new Manager(name, "Update", subresource);
        }

        public static Manager applying(String name, String subresource) {
            return new Manager(name, "Apply", subresource);
        }
    }

    private record Entry(String apiVersion, String time, FieldSet fields) {}

    /** A field that another manager has, and that this one wants otherwise. */
    public record Conflict(Manager manager, String apiVersion, String time, String path) {}

    /** Books a plain write: what it set or changed is the manager's now. Ignored: fields that such a write cannot set. */
    public void update(JsonNode before, JsonNode after, Manager manager, Ignored ignored, String now) {
        FieldSets.Difference difference = difference(before, after);
        difference = difference.without(ignored.fields());
        takeFromOthers(difference, manager, true);
        Entry own = entries.get(manager);
        FieldSet fields = (own == null ? new FieldSet() : own.fields())
                .minus(difference.removed())
                .union(difference.written())
                .minusTrees(ignored.fields())
                .minus(SERVERS);
        book(manager, own, fields, now);
    }

    /**
     * Applies a document to an object.
     *
     * @param live the object; for a new one, the zero object of the kind
     * @throws InvalidDocument if the document does not fit the kind
     * @param conflicts gets what stands against it, unless it is forced
     * @return the changed object
     */
    public ObjectNode apply(
            ObjectNode live,
            ObjectNode document,
            Manager manager,
            Ignored ignored,
            boolean force,
            String now,
            List<Conflict> conflicts) {
        DocumentCheck.check(shape, document, "");
        Entry last = entries.get(manager);
        FieldSet wanted =
                FieldSets.in(shape, document).minusTrees(ignored.fields()).minus(SERVERS);
        JsonNode merged = TypedMerge.merge(shape, live, ignored.without(document));
        book(manager, last, wanted, now);
        if (last != null) {
            FieldSet all = new FieldSet();
            for (Entry entry : entries.values()) {
                all = all.union(entry.fields());
            }
            TypedMerge.prune(shape, merged, last.fields(), all);
        }
        FieldSets.Difference difference = difference(live, merged);
        conflicts.addAll(takeFromOthers(difference, manager, force));
        if (difference.isEmpty() && entries.containsKey(manager)) {
            // nothing was written, so there is no time of writing
            entries.put(manager, new Entry(apiVersion, last == null ? "" : last.time(), wanted));
        }
        return (ObjectNode) merged;
    }

    private FieldSets.Difference difference(JsonNode before, JsonNode after) {
        return FieldSets.Difference.between(shape, withoutBook(before), withoutBook(after));
    }

    private List<Conflict> takeFromOthers(FieldSets.Difference difference, Manager manager, boolean force) {
        List<Conflict> conflicts = new ArrayList<>();
        FieldSet written = difference.written();
        for (Map.Entry<Manager, Entry> other : List.copyOf(entries.entrySet())) {
            if (other.getKey().equals(manager)) {
                continue;
            }
            Entry entry = other.getValue();
            FieldSet contested = entry.fields().intersection(written);
            if (!force) {
                contested
                        .printed()
                        .forEach(path ->
                                conflicts.add(new Conflict(other.getKey(), entry.apiVersion(), entry.time(), path)));
            }
            FieldSet rest = entry.fields().minus(contested).minus(difference.removed());
            if (rest.isEmpty()) {
                entries.remove(other.getKey());
            } else {
                entries.put(other.getKey(), new Entry(entry.apiVersion(), entry.time(), rest));
            }
        }
        return conflicts;
    }

    private void book(Manager manager, @Nullable Entry before, FieldSet fields, String now) {
        if (fields.isEmpty()) {
            entries.remove(manager);
        } else if (before == null || !before.fields().equals(fields)) {
            entries.put(manager, new Entry(apiVersion, now, fields));
        } else {
            entries.put(manager, before);
        }
    }

    /** Writes the book into the object: appliers first, then by time and name. */
    public void writeTo(ObjectNode object) {
        ObjectNode metadata = object.withObjectProperty("metadata");
        if (entries.isEmpty()) {
            metadata.remove("managedFields");
            return;
        }
        ArrayNode list = metadata.putArray("managedFields");
        entries.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<Manager, Entry> each) ->
                                each.getKey().operation())
                        .thenComparing(each -> each.getValue().time())
                        .thenComparing(each -> each.getKey().name())
                        .thenComparing(each -> each.getKey().subresource()))
                .forEach(each -> {
                    Manager manager = each.getKey();
                    ObjectNode entry = list.addObject().put("manager", manager.name());
                    entry.put("operation", manager.operation());
                    entry.put("apiVersion", each.getValue().apiVersion());
                    if (!each.getValue().time().isEmpty()) {
                        entry.put("time", each.getValue().time());
                    }
                    entry.put("fieldsType", "FieldsV1")
                            .set("fieldsV1", each.getValue().fields().toJson());
                    if (!manager.subresource().isEmpty()) {
                        entry.put("subresource", manager.subresource());
                    }
                });
    }

    private static JsonNode withoutBook(JsonNode object) {
        if (!object.at("/metadata/managedFields").isArray()) {
            return object;
        }
        // what lies below is not copied, for it is only compared
        ObjectNode metadata = JsonNodeFactory.instance.objectNode();
        object.path("metadata").properties().forEach(field -> metadata.set(field.getKey(), field.getValue()));
        metadata.remove("managedFields");
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        object.properties().forEach(field -> copy.set(field.getKey(), field.getValue()));
        copy.set("metadata", metadata);
        return copy;
    }
}
