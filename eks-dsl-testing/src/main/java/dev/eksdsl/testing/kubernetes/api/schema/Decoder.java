package dev.eksdsl.testing.kubernetes.api.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.kubernetes.api.schema.FieldType.ListOf;
import dev.eksdsl.testing.kubernetes.api.schema.FieldType.MapOf;
import dev.eksdsl.testing.kubernetes.api.schema.FieldType.Scalar;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Brings JSON into the form of a kind, as reading it into the kind's type and writing it again would: unknown fields are
 * dropped (and remembered), zero values left out or filled in, quantities and times made canonical.
 */
public final class Decoder {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final List<String> unknown = new ArrayList<>();

    /** Decodes an object of the type. */
    public ObjectNode decode(StructType type, ObjectNode input) {
        return struct(type, input, "");
    }

    /** What was not known, in the words of the server, such as {@code unknown field "spec.foo"}. */
    public List<String> unknown() {
        return unknown;
    }

    private ObjectNode struct(StructType type, ObjectNode input, String path) {
        ObjectNode out = NODES.objectNode();
        for (Field field : type.fields()) {
            JsonNode value = input.get(field.name());
            JsonNode decoded = value == null || value.isNull()
                    ? null
                    : value(field.type(), value, type, path.isEmpty() ? field.name() : path + "." + field.name());
            put(out, field, decoded);
        }
        input.fieldNames().forEachRemaining(name -> {
            if (type.field(name) == null) {
                unknown.add("unknown field \"" + (path.isEmpty() ? name : path + "." + name) + "\"");
            }
        });
        return out;
    }

    private void put(ObjectNode out, Field field, @Nullable JsonNode value) {
        switch (field.presence()) {
            case ALWAYS -> out.set(field.name(), value == null ? zero(field.type()) : value);
            case UNLESS_ZERO -> {
                if (value != null && !isZero(value)) {
                    out.set(field.name(), value);
                }
            }
            case IF_PRESENT -> {
                if (value != null) {
                    out.set(field.name(), value);
                }
            }
            case NULLABLE -> out.set(field.name(), value == null ? NullNode.instance : value);
        }
    }

    private JsonNode zero(FieldType type) {
        if (type instanceof StructType struct) {
            return struct(struct, NODES.objectNode(), "");
        }
        if (type instanceof Scalar scalar) {
            return switch (scalar) {
                case STRING -> NODES.textNode("");
                case INT32, INT64, INT_OR_STRING -> NODES.numberNode(0);
                case DOUBLE -> NODES.numberNode(0.0);
                case BOOL -> NODES.booleanNode(false);
                case QUANTITY -> NODES.textNode("0");
                case TIME, MICRO_TIME, BYTES -> NullNode.instance;
            };
        }
        return NullNode.instance;
    }

    private static boolean isZero(JsonNode value) {
        if (value.isContainerNode()) {
            return value.isEmpty();
        }
        return value.isTextual()
                ? value.textValue().isEmpty()
                : value.isNumber() ? value.asDouble() == 0 : !value.asBoolean();
    }

    private JsonNode value(FieldType type, JsonNode value, StructType owner, String path) {
        if (type instanceof StructType struct) {
            return struct(struct, require(value, ObjectNode.class, owner, path, "v1." + struct.simpleName()), path);
        }
        if (type instanceof ListOf list) {
            return list(list, value, owner, path);
        }
        if (type instanceof MapOf map) {
            ObjectNode out = NODES.objectNode();
            require(value, ObjectNode.class, owner, path, "map[string]" + goName(map.element()))
                    .properties()
                    .forEach(entry -> out.set(
                            entry.getKey(),
                            entry.getValue().isNull()
                                    ? zero(map.element())
                                    : value(map.element(), entry.getValue(), owner, path)));
            return out;
        }
        return type instanceof Scalar scalar ? ScalarDecoder.decode(scalar, value, owner, path) : value.deepCopy();
    }

    private ArrayNode list(ListOf list, JsonNode value, StructType owner, String path) {
        ArrayNode in = require(value, ArrayNode.class, owner, path, "[]" + goName(list.element()));
        ArrayNode out = NODES.arrayNode();
        for (int i = 0; i < in.size(); i++) {
            JsonNode element = in.get(i);
            out.add(
                    element.isNull()
                            ? zero(list.element())
                            : value(list.element(), element, owner, path + "[" + i + "]"));
        }
        return out;
    }

    private static String goName(FieldType type) {
        if (type instanceof Scalar scalar) {
            return scalar.goName();
        }
        return type instanceof StructType struct ? "v1." + struct.simpleName() : "interface {}";
    }

    private static <T> T require(JsonNode value, Class<T> form, StructType owner, String path, String goName) {
        if (!form.isInstance(value)) {
            throw ScalarDecoder.mismatch(value, owner, path, goName);
        }
        return form.cast(value);
    }
}
