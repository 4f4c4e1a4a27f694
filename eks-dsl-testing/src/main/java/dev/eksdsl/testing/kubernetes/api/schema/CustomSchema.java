package dev.eksdsl.testing.kubernetes.api.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.kubernetes.api.status.Cause;
import dev.eksdsl.testing.kubernetes.api.status.Quoted;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * The OpenAPI schema of a custom resource: fills in its defaults and finds what breaks it. Knows types, required fields,
 * enumerations, patterns, bounds and lengths; rules in CEL are not evaluated.
 */
public final class CustomSchema {

    private final JsonNode schema;

    CustomSchema(JsonNode schema) {
        this.schema = schema;
    }

    /** Fills in the defaults, in place. */
    public void defaults(ObjectNode object) {
        fill(schema, object);
    }

    private static void fill(JsonNode schema, JsonNode value) {
        if (value instanceof ObjectNode object) {
            schema.path("properties").properties().forEach(property -> {
                JsonNode standard = property.getValue().get("default");
                if (standard != null && !object.has(property.getKey())) {
                    object.set(property.getKey(), standard.deepCopy());
                }
                fill(property.getValue(), object.path(property.getKey()));
            });
            JsonNode values = schema.path("additionalProperties");
            if (values.isObject()) {
                object.properties().forEach(entry -> fill(values, entry.getValue()));
            }
        } else if (value.isArray()) {
            value.forEach(element -> fill(schema.path("items"), element));
        }
    }

    /** Lists what breaks the schema. */
    public void check(ObjectNode object, List<Cause> causes) {
        List<Cause> found = new ArrayList<>();
        check(schema, object, "", found);
        boolean structural = found.stream().anyMatch(cause -> !cause.message().contains("should be"));
        causes.addAll(found);
        if (structural) {
            causes.add(Cause.invalid(
                    "<nil>",
                    "\"null\"",
                    "some validation rules were not checked because the object was invalid; correct the existing errors to"
                            + " complete validation"));
        }
    }

    private static void check(JsonNode schema, JsonNode value, String path, List<Cause> causes) {
        if (!fits(schema, value)) {
            String name = typeName(value);
            causes.add(new Cause(
                    "FieldValueTypeInvalid",
                    "Invalid value: \"" + name + "\": " + path + " in body must be of type "
                            + schema.path("type").asText() + ": \"" + name + "\"",
                    path));
            return;
        }
        for (JsonNode required : schema.path("required")) {
            if (value.isObject() && !value.has(required.asText())) {
                causes.add(Cause.required(join(path, required.asText())));
            }
        }
        bounds(schema, value, path, causes);
        if (value.isObject()) {
            value.properties().forEach(entry -> {
                JsonNode known = schema.path("properties").path(entry.getKey());
                check(
                        known.isMissingNode() ? schema.path("additionalProperties") : known,
                        entry.getValue(),
                        join(path, entry.getKey()),
                        causes);
            });
        }
        for (int i = 0; value.isArray() && i < value.size(); i++) {
            check(schema.path("items"), value.get(i), path + "[" + i + "]", causes);
        }
    }

    private static void bounds(JsonNode schema, JsonNode value, String path, List<Cause> causes) {
        if (schema.has("pattern")
                && value.isTextual()
                && !value.textValue().matches(".*(?:" + schema.path("pattern").asText() + ").*")) {
            causes.add(Cause.invalid(
                    path,
                    Quoted.of(value.textValue()),
                    path + " in body should match '" + schema.path("pattern").asText() + "'"));
        }
        if (schema.has("enum") && schema.path("enum").valueStream().noneMatch(value::equals)) {
            String[] supported =
                    schema.path("enum").valueStream().map(JsonNode::asText).toArray(String[]::new);
            causes.add(Cause.unsupported(path, value.asText(), supported));
        }
        if (value.isNumber()) {
            BigDecimal number = value.decimalValue();
            if (schema.has("maximum") && number.compareTo(schema.path("maximum").decimalValue()) > 0) {
                causes.add(Cause.invalid(
                        path,
                        value.asText(),
                        path + " in body should be less than or equal to "
                                + schema.path("maximum").asText()));
            }
            if (schema.has("minimum") && number.compareTo(schema.path("minimum").decimalValue()) < 0) {
                causes.add(Cause.invalid(
                        path,
                        value.asText(),
                        path + " in body should be greater than or equal to "
                                + schema.path("minimum").asText()));
            }
        }
        if (value.isTextual()
                && schema.has("maxLength")
                && value.textValue().length() > schema.path("maxLength").asInt()) {
            causes.add(new Cause(
                    "FieldValueTooLong",
                    "Too long: may not be more than " + schema.path("maxLength").asText() + " bytes",
                    path));
        }
        if (value.isArray()
                && schema.has("maxItems")
                && value.size() > schema.path("maxItems").asInt()) {
            causes.add(new Cause(
                    "FieldValueTooMany",
                    "Too many: " + value.size() + ": must have at most "
                            + schema.path("maxItems").asText() + " items",
                    path));
        }
    }

    private static boolean fits(JsonNode schema, JsonNode value) {
        if (schema.path("x-kubernetes-int-or-string").asBoolean()) {
            return value.isTextual() || value.isIntegralNumber();
        }
        return switch (schema.path("type").asText()) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            default -> true;
        };
    }

    private static String typeName(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> "string";
            case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
            case BOOLEAN -> "boolean";
            case ARRAY -> "array";
            case NULL -> "null";
            default -> "object";
        };
    }

    private static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
