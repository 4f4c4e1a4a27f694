package dev.eksdsl.testing.kubernetes.api.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.kubernetes.api.schema.FieldType.ListOf;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Merges objects part by part, and removes parts. */
final class TypedMerge {

    private TypedMerge() {}

    /** The value with the parts of the document laid over it. */
    static JsonNode merge(Shape shape, JsonNode live, JsonNode document) {
        if (!shape.divisible(document) || document.isNull() || live.isNull()) {
            return document.deepCopy();
        }
        if (live instanceof ObjectNode object && document instanceof ObjectNode over) {
            ObjectNode merged = object.deepCopy();
            over.properties().forEach(entry -> {
                JsonNode below = object.get(entry.getKey());
                Shape part = shape.part(PathElement.field(entry.getKey()));
                merged.set(
                        entry.getKey(),
                        below == null ? entry.getValue().deepCopy() : merge(part, below, entry.getValue()));
            });
            return merged;
        }
        if (live instanceof ArrayNode array
                && document instanceof ArrayNode over
                && shape.type() instanceof ListOf list) {
            return mergeLists(shape, list, array, over);
        }
        return document.deepCopy();
    }

    /** Elements of the document in its order; those that only the live list has keep their place among them. */
    private static ArrayNode mergeLists(Shape shape, ListOf list, ArrayNode live, ArrayNode document) {
        Map<String, JsonNode> existing = shape.parts(live);
        Map<String, JsonNode> wanted = shape.parts(document);
        Map<String, JsonNode> merged = new LinkedHashMap<>();
        List<String> order = new ArrayList<>(existing.keySet());
        int position = 0;
        for (Map.Entry<String, JsonNode> entry : wanted.entrySet()) {
            while (position < order.size() && !wanted.containsKey(order.get(position))) {
                merged.put(order.get(position), existing.get(order.get(position)));
                position++;
            }
            JsonNode below = existing.get(entry.getKey());
            merged.put(
                    entry.getKey(),
                    below == null
                            ? entry.getValue().deepCopy()
                            : merge(Shape.of(list.element()), below, entry.getValue()));
            if (position < order.size() && order.get(position).equals(entry.getKey())) {
                position++;
            }
        }
        existing.forEach(merged::putIfAbsent);
        ArrayNode result = live.arrayNode();
        merged.values().forEach(result::add);
        return result;
    }

    /** Removes, in place, what a manager once set and nobody sets any more. */
    static void prune(Shape shape, JsonNode value, FieldSet once, FieldSet still) {
        Map<String, JsonNode> parts = shape.parts(value);
        once.children().forEach((element, below) -> {
            JsonNode part = parts.get(element);
            FieldSet kept = still.child(element);
            if (part == null) {
                return;
            }
            if (kept == null) {
                remove(value, element, part);
            } else {
                prune(shape.part(element), part, below, kept);
            }
        });
    }

    private static void remove(JsonNode value, String element, JsonNode part) {
        if (value instanceof ObjectNode object) {
            object.remove(element.substring(2));
        } else if (value instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                if (array.get(i) == part) {
                    array.remove(i);
                    return;
                }
            }
        }
    }
}
