package dev.eksdsl.testing.kubernetes.api.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.kubernetes.api.schema.Field;
import dev.eksdsl.testing.kubernetes.api.schema.FieldType;
import dev.eksdsl.testing.kubernetes.api.schema.FieldType.ListOf;
import dev.eksdsl.testing.kubernetes.api.schema.FieldType.MapOf;
import dev.eksdsl.testing.kubernetes.api.schema.StructType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Strategic merge patch: a merge patch that merges some lists by a key, with the directives {@code $patch}, {@code
 * $retainKeys}, {@code $deleteFromPrimitiveList} and {@code $setElementOrder}. Source: "Strategic Merge Patch" in the
 * Kubernetes community documents.
 */
public final class StrategicMergePatch {

    private static final String DIRECTIVE = "$patch";
    private static final String RETAIN = "$retainKeys";
    private static final String DELETE = "$deleteFromPrimitiveList/";
    private static final String ORDER = "$setElementOrder/";

    private StrategicMergePatch() {}

    /** An element of a list that is merged by a key is without that key. */
    public static final class MissingKey extends IllegalArgumentException {

        private static final long serialVersionUID = 1L;

        MissingKey(String message) {
            super(message);
        }
    }

    public static ObjectNode apply(StructType type, ObjectNode target, ObjectNode patch) {
        return object(type, target, patch);
    }

    private static ObjectNode object(@Nullable FieldType type, ObjectNode target, ObjectNode patch) {
        String directive = patch.path(DIRECTIVE).asText();
        if (directive.equals("replace")) {
            return patch.deepCopy().without(List.of(DIRECTIVE));
        }
        if (directive.equals("delete")) {
            return JsonNodeFactory.instance.objectNode();
        }
        ObjectNode result = target.deepCopy();
        retain(result, patch.path(RETAIN));
        patch.properties().forEach(entry -> {
            String name = entry.getKey();
            if (name.startsWith(DELETE)) {
                deletePrimitives(result, name.substring(DELETE.length()), entry.getValue());
            } else if (!name.startsWith("$")) {
                member(type, result, name, entry.getValue());
            }
        });
        patch.properties().forEach(entry -> {
            String name = entry.getKey().startsWith(ORDER) ? entry.getKey().substring(ORDER.length()) : "";
            if (result.get(name) instanceof ArrayNode merged) {
                ArrayNode before = target.get(name) instanceof ArrayNode array ? array : merged.arrayNode();
                String key = patchKey(type, name);
                result.set(name, ordered(merged, before, entry.getValue(), key == null ? "" : key));
            }
        });
        return result;
    }

    private static void member(@Nullable FieldType type, ObjectNode result, String name, JsonNode value) {
        if (value.isNull()) {
            result.remove(name);
            return;
        }
        FieldType inner = inner(type, name);
        JsonNode existing = result.get(name);
        if (value instanceof ObjectNode patch) {
            ObjectNode below = existing instanceof ObjectNode object ? object : result.objectNode();
            result.set(name, object(inner, below, patch));
        } else if (value instanceof ArrayNode patch && patchKey(type, name) != null && inner instanceof ListOf list) {
            ArrayNode below = existing instanceof ArrayNode array ? array : result.arrayNode();
            result.set(name, list(list.element(), below, patch, String.valueOf(patchKey(type, name))));
        } else {
            result.set(name, value.deepCopy());
        }
    }

    private static ArrayNode list(FieldType element, ArrayNode target, ArrayNode patch, String key) {
        for (JsonNode item : patch) {
            if (item.path(DIRECTIVE).asText().equals("replace")) {
                ArrayNode replaced = patch.arrayNode();
                patch.forEach(other -> {
                    if (!other.has(DIRECTIVE)) {
                        replaced.add(other.deepCopy());
                    }
                });
                return replaced;
            }
        }
        ArrayNode result = target.deepCopy();
        for (JsonNode item : patch) {
            int at = find(result, item, key);
            if (!(item instanceof ObjectNode object)) {
                if (at < 0) {
                    result.add(item);
                }
            } else if (item.path(DIRECTIVE).asText().equals("delete")) {
                for (int found = at; found >= 0; found = find(result, item, key)) {
                    result.remove(found);
                }
            } else if (!item.has(key)) {
                throw new MissingKey("map: " + goMap(object) + " does not contain declared merge key: " + key);
            } else if (at < 0) {
                result.add(object(element, result.objectNode(), object));
            } else {
                result.set(at, object(element, (ObjectNode) result.get(at), object));
            }
        }
        return ordered(result, target, patch, key);
    }

    /** The element as Go prints a map: its fields by name, without quotes. */
    private static String goMap(ObjectNode element) {
        return element.properties().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(field -> field.getKey() + ":" + goText(field.getValue()))
                .collect(Collectors.joining(" ", "map[", "]"));
    }

    private static String goText(JsonNode value) {
        if (value instanceof ObjectNode object) {
            return goMap(object);
        }
        return value.isArray()
                ? value.valueStream().map(StrategicMergePatch::goText).collect(Collectors.joining(" ", "[", "]"))
                : value.isNull() ? "<nil>" : value.asText();
    }

    private static int find(ArrayNode list, JsonNode item, String key) {
        for (int i = 0; i < list.size(); i++) {
            JsonNode candidate = list.get(i);
            if (item.isObject()
                    ? candidate.path(key).equals(item.path(key)) && item.has(key)
                    : candidate.equals(item)) {
                return i;
            }
        }
        return -1;
    }

    /**
     * Puts a merged list into order: what the patch names in the order of the patch (or of its directive), the rest in the
     * order that it had, and the two among each other by that same order where it knows both.
     */
    private static ArrayNode ordered(ArrayNode merged, ArrayNode before, JsonNode wanted, String key) {
        List<JsonNode> named = new ArrayList<>();
        for (JsonNode reference : wanted) {
            int at = find(merged, reference, key);
            if (at >= 0 && !named.contains(merged.get(at))) {
                named.add(merged.get(at));
            }
        }
        List<JsonNode> rest = new ArrayList<>();
        merged.forEach(item -> {
            if (!named.contains(item)) {
                rest.add(item);
            }
        });
        ArrayNode result = merged.arrayNode();
        while (!named.isEmpty() && !rest.isEmpty()) {
            int place = find(before, rest.get(0), key);
            int other = find(before, named.get(0), key);
            boolean restFirst = place >= 0 && other >= 0 && place < other;
            result.add((restFirst ? rest : named).remove(0));
        }
        named.forEach(result::add);
        rest.forEach(result::add);
        return result;
    }

    private static void retain(ObjectNode object, JsonNode keys) {
        if (keys.isArray()) {
            List<String> kept = new ArrayList<>();
            keys.forEach(key -> kept.add(key.asText()));
            object.retain(kept);
        }
    }

    private static void deletePrimitives(ObjectNode object, String name, JsonNode values) {
        if (object.get(name) instanceof ArrayNode list) {
            for (JsonNode value : values) {
                int at = find(list, value, "");
                if (at >= 0) {
                    list.remove(at);
                }
            }
        }
    }

    private static @Nullable String patchKey(@Nullable FieldType type, String name) {
        Field field = type instanceof StructType struct ? struct.field(name) : null;
        return field == null ? null : field.patchKey();
    }

    private static @Nullable FieldType inner(@Nullable FieldType type, String name) {
        if (type instanceof StructType struct) {
            Field field = struct.field(name);
            return field == null ? null : field.type();
        }
        return type instanceof MapOf map ? map.element() : null;
    }
}
