package dev.eksdsl.testing.kubernetes.api.patch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.kubernetes.api.schema.Field;
import dev.eksdsl.testing.kubernetes.api.schema.FieldType;
import dev.eksdsl.testing.kubernetes.api.schema.FieldType.ListOf;
import dev.eksdsl.testing.kubernetes.api.schema.FieldType.Relation;
import dev.eksdsl.testing.kubernetes.api.schema.StructType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** Steps of a path into an object, in the spelling of {@code fieldsV1}. */
final class PathElement {

    private static final ObjectMapper JSON = new ObjectMapper();

    private PathElement() {}

    static String field(String name) {
        return "f:" + name;
    }

    /** The step to an element of a list that is a set or is merged by keys. */
    static String element(ListOf list, JsonNode element) {
        if (list.relation() == Relation.SET) {
            return "v:" + write(element);
        }
        ObjectNode keys = JsonNodeFactory.instance.objectNode();
        List<String> sorted = new ArrayList<>(list.keys());
        Collections.sort(sorted);
        for (String key : sorted) {
            JsonNode value = element.get(key);
            keys.set(key, value == null ? absent(list, key) : value);
        }
        return "k:" + write(keys);
    }

    /** As error messages print it. */
    static String print(String element) {
        String rest = element.substring(2);
        return switch (element.charAt(0)) {
            case 'f' -> "." + rest;
            case 'v' -> "[=" + rest + "]";
            default ->
                "["
                        + read(rest).properties().stream()
                                .map(key -> key.getKey() + "=" + write(key.getValue()))
                                .collect(Collectors.joining(","))
                        + "]";
        };
    }

    /** A key that an element leaves out has its default: of a protocol, TCP. */
    private static JsonNode absent(ListOf list, String key) {
        if (key.equals("protocol")) {
            return JsonNodeFactory.instance.textNode("TCP");
        }
        Field field = list.element() instanceof StructType struct ? struct.field(key) : null;
        boolean number =
                field != null && (field.type() == FieldType.Scalar.INT32 || field.type() == FieldType.Scalar.INT64);
        return number ? JsonNodeFactory.instance.numberNode(0) : JsonNodeFactory.instance.textNode("");
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a path element: " + json, e);
        }
    }

    private static String write(JsonNode json) {
        try {
            return JSON.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree always has a text", e);
        }
    }
}
