package dev.eksdsl.testing.kubernetes.api.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps equal parts of stored objects once. Most of what a cluster holds is the same from object to object, from change to
 * change, and from cluster to cluster: pod templates, managed fields, conditions. A thousand clusters fit into a small heap
 * only if that lies there once.
 *
 * <p>What is stored cannot be changed any more, for a part may belong to many objects. A part that no object has any more is
 * forgotten. Not thread-safe.
 */
public final class SharedParts {

    private final Map<JsonNode, WeakReference<JsonNode>> parts = new WeakHashMap<>();

    /** An equal object that cannot be changed, whose parts are those of other objects where they are equal. */
    ObjectNode stored(ObjectNode object) {
        ObjectNode stored = object.objectNode().setAll(object);
        if (object.get("metadata") instanceof ObjectNode metadata) {
            // it is no other object's, for the revision is in it
            stored.set("metadata", new StoredObject(storedFields(metadata)));
        }
        return new StoredObject(storedFields(stored));
    }

    private JsonNode shared(JsonNode part) {
        if (part instanceof StoredObject || part instanceof StoredArray) {
            return part;
        }
        if (part instanceof ObjectNode object) {
            return known(new StoredObject(storedFields(object)));
        }
        if (part instanceof ArrayNode array) {
            List<JsonNode> items = new ArrayList<>(array.size());
            array.forEach(item -> items.add(shared(item)));
            return known(new StoredArray(items));
        }
        return known(part);
    }

    private FieldMap storedFields(ObjectNode object) {
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        object.properties().forEach(field -> fields.put(field.getKey(), shared(field.getValue())));
        return new FieldMap(fields);
    }

    private JsonNode known(JsonNode part) {
        WeakReference<JsonNode> reference = parts.get(part);
        @Nullable JsonNode known = reference == null ? null : reference.get();
        if (known == null) {
            parts.put(part, new WeakReference<>(part));
            return part;
        }
        return isOrderedAs(known, part) ? known : part;
    }

    /** To Jackson objects are equal whatever the order of their fields, but clients see the order. */
    private static boolean isOrderedAs(JsonNode one, JsonNode other) {
        Iterator<String> names = other.fieldNames();
        for (Iterator<String> each = one.fieldNames(); each.hasNext(); ) {
            if (!each.next().equals(names.next())) {
                return false;
            }
        }
        return true;
    }

    /** Copies of it are ordinary objects again. */
    private static final class StoredObject extends ObjectNode {
        StoredObject(FieldMap fields) {
            super(JsonNodeFactory.instance, fields);
        }
    }

    private static final class StoredArray extends ArrayNode {
        StoredArray(List<JsonNode> items) {
            super(JsonNodeFactory.instance, List.copyOf(items));
        }
    }
}
