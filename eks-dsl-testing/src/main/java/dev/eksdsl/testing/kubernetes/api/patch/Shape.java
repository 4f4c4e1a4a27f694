package dev.eksdsl.testing.kubernetes.api.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.kubernetes.api.schema.Field;
import dev.eksdsl.testing.kubernetes.api.schema.FieldType;
import dev.eksdsl.testing.kubernetes.api.schema.FieldType.Any;
import dev.eksdsl.testing.kubernetes.api.schema.FieldType.ListOf;
import dev.eksdsl.testing.kubernetes.api.schema.FieldType.MapOf;
import dev.eksdsl.testing.kubernetes.api.schema.FieldType.Relation;
import dev.eksdsl.testing.kubernetes.api.schema.StructType;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a value falls into parts that can be owned apart: its type, and whether it is one part whatever its type. */
record Shape(FieldType type, boolean atomic) {

    static Shape of(FieldType type) {
        boolean whole = type instanceof StructType struct && struct.atomic()
                || type instanceof MapOf map && map.atomic()
                || type instanceof ListOf list && list.relation() == Relation.ATOMIC;
        return new Shape(type, whole);
    }

    private static Shape of(Field field) {
        return new Shape(field.type(), field.atomic() || of(field.type()).atomic());
    }

    /** Whether this value has parts that can be owned apart. */
    boolean divisible(@Nullable JsonNode value) {
        if (atomic || value == null) {
            return false;
        }
        return type instanceof Any ? value.isObject() : !(type instanceof FieldType.Scalar);
    }

    /** The parts of a value by path element; none if there is no value. */
    Map<String, JsonNode> parts(@Nullable JsonNode value) {
        Map<String, JsonNode> parts = new LinkedHashMap<>();
        if (value instanceof ObjectNode object) {
            object.properties().forEach(entry -> parts.put(PathElement.field(entry.getKey()), entry.getValue()));
        } else if (value instanceof ArrayNode array && type instanceof ListOf list) {
            array.forEach(element -> parts.put(PathElement.element(list, element), element));
        }
        return parts;
    }

    /** The shape of a part. */
    Shape part(String element) {
        if (type instanceof StructType struct) {
            Field field = struct.field(element.substring(2));
            return field == null ? new Shape(new Any(), false) : of(field);
        }
        if (type instanceof MapOf map) {
            return of(map.element());
        }
        return type instanceof ListOf list ? of(list.element()) : this;
    }

    /** Whether a part is a field that the type names, and not an entry of a map or an element of a list. */
    boolean names(String element) {
        return type instanceof StructType struct && struct.field(element.substring(2)) != null;
    }
}
