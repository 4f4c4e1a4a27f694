package dev.eksdsl.testing.kubernetes.api.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eksdsl.testing.kubernetes.api.schema.Field.Presence;
import dev.eksdsl.testing.kubernetes.api.schema.FieldType.Any;
import dev.eksdsl.testing.kubernetes.api.schema.FieldType.ListOf;
import dev.eksdsl.testing.kubernetes.api.schema.FieldType.MapOf;
import dev.eksdsl.testing.kubernetes.api.schema.FieldType.Relation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes resources of a CustomResourceDefinition. */
public final class CustomTypes {

    private static final Set<String> VERBS = new LinkedHashSet<>(
            List.of("delete", "deletecollection", "get", "list", "patch", "create", "update", "watch"));

    private CustomTypes() {}

    /** One resource for each served version, that in which objects are stored first. */
    public static List<ResourceType> of(JsonNode definition) {
        JsonNode spec = definition.path("spec");
        JsonNode names = spec.path("names");
        String group = spec.path("group").asText();
        String plural = names.path("plural").asText();
        List<ResourceType> types = new ArrayList<>();
        for (JsonNode version : spec.path("versions")) {
            if (!version.path("served").asBoolean()) {
                continue;
            }
            ResourceType type = new ResourceType(
                    group,
                    version.path("name").asText(),
                    plural,
                    names.path("singular").asText(),
                    names.path("kind").asText(),
                    spec.path("scope").asText().equals("Namespaced"),
                    VERBS,
                    texts(names.path("shortNames")),
                    texts(names.path("categories")),
                    object(names.path("kind").asText(), version.at("/schema/openAPIV3Schema")),
                    subresources(
                            version.path("subresources"), names.path("kind").asText()),
                    plural + "." + group,
                    true,
                    columns(version.path("additionalPrinterColumns")),
                    new CustomSchema(version.at("/schema/openAPIV3Schema").deepCopy()));
            types.add(version.path("storage").asBoolean() ? 0 : types.size(), type);
        }
        return types;
    }

    private static StructType object(String kind, JsonNode schema) {
        StructType type = new StructType(kind, false);
        type.add(optional("apiVersion", FieldType.Scalar.STRING));
        type.add(optional("kind", FieldType.Scalar.STRING));
        type.add(new Field(
                "metadata", Presence.ALWAYS, FieldTable.builtIn().struct("meta.ObjectMeta"), false, null, false));
        schema.path("properties").properties().forEach(property -> {
            if (type.field(property.getKey()) == null) {
                type.add(optional(property.getKey(), type(property.getKey(), property.getValue())));
            }
        });
        return type;
    }

    private static FieldType type(String name, JsonNode schema) {
        if (schema.path("x-kubernetes-preserve-unknown-fields").asBoolean()
                || schema.path("x-kubernetes-embedded-resource").asBoolean()) {
            return new Any();
        }
        // types are checked apart, so scalars pass as they are
        return switch (schema.path("type").asText()) {
            case "object" -> objectOrMap(name, schema);
            case "array" ->
                new ListOf(
                        type(name, schema.path("items")),
                        relation(schema),
                        texts(schema.path("x-kubernetes-list-map-keys")));
            default -> new Any();
        };
    }

    private static FieldType objectOrMap(String name, JsonNode schema) {
        if (schema.has("properties")) {
            StructType type = new StructType(
                    name, schema.path("x-kubernetes-map-type").asText().equals("atomic"));
            schema.path("properties")
                    .properties()
                    .forEach(property ->
                            type.add(optional(property.getKey(), type(property.getKey(), property.getValue()))));
            return type;
        }
        JsonNode values = schema.path("additionalProperties");
        return values.isObject()
                ? new MapOf(
                        type(name, values),
                        schema.path("x-kubernetes-map-type").asText().equals("atomic"))
                : new StructType(name, false);
    }

    private static Relation relation(JsonNode schema) {
        return switch (schema.path("x-kubernetes-list-type").asText()) {
            case "map" -> Relation.MAP;
            case "set" -> Relation.SET;
            default -> Relation.ATOMIC;
        };
    }

    private static Field optional(String name, FieldType type) {
        return new Field(name, Presence.IF_PRESENT, type, false, null, false);
    }

    private static Map<String, Subresource> subresources(JsonNode subresources, String kind) {
        Map<String, Subresource> found = new LinkedHashMap<>();
        Set<String> verbs = new LinkedHashSet<>(List.of("get", "patch", "update"));
        if (subresources.has("status")) {
            found.put("status", new Subresource("status", "", "", kind, verbs));
        }
        if (subresources.has("scale")) {
            JsonNode scale = subresources.path("scale");
            ScalePaths paths = ScalePaths.of(
                    scale.path("specReplicasPath").asText(),
                    scale.path("statusReplicasPath").asText(),
                    scale.path("labelSelectorPath").asText());
            found.put("scale", new Subresource("scale", "autoscaling", "v1", "Scale", verbs, paths));
        }
        return found;
    }

    private static List<PrinterColumn> columns(JsonNode columns) {
        List<PrinterColumn> found = new ArrayList<>();
        for (JsonNode column : columns) {
            String pointer = column.path("jsonPath")
                    .asText()
                    .replaceAll("\\[(\\d+)]", ".$1")
                    .replace('.', '/');
            found.add(new PrinterColumn(
                    column.path("name").asText(),
                    column.path("type").asText(),
                    column.path("format").asText(),
                    pointer,
                    column.path("priority").asInt()));
        }
        return found.isEmpty()
                ? List.of(new PrinterColumn("Age", "date", "", "/metadata/creationTimestamp", 0))
                : found;
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asText).toList();
    }
}
