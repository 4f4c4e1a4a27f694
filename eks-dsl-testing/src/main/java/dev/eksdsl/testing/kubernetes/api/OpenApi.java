package dev.eksdsl.testing.kubernetes.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.kubernetes.api.schema.Field;
import dev.eksdsl.testing.kubernetes.api.schema.FieldType;
import dev.eksdsl.testing.kubernetes.api.schema.FieldType.ListOf;
import dev.eksdsl.testing.kubernetes.api.schema.FieldType.MapOf;
import dev.eksdsl.testing.kubernetes.api.schema.FieldType.Scalar;
import dev.eksdsl.testing.kubernetes.api.schema.ResourceType;
import dev.eksdsl.testing.kubernetes.api.schema.ResourceTypes;
import dev.eksdsl.testing.kubernetes.api.schema.StructType;
import java.util.List;
import java.util.Locale;

/** OpenAPI documents, as far as clients use them: the kinds of a group with their fields, and how patches merge them. */
final class OpenApi {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final ResourceTypes types;

    OpenApi(ResourceTypes types) {
        this.types = types;
    }

    /** Answers a path below {@code /openapi}; false if it is not known. */
    boolean handle(Call call, Reply reply, String version) {
        List<String> segments = call.segments();
        if (segments.size() < 2) {
            return false;
        }
        if (segments.get(1).equals("v2")) {
            ObjectNode body = NODES.objectNode().put("swagger", "2.0");
            body.set("info", info(version));
            body.putObject("paths");
            body.putObject("definitions");
            reply.object(200, body);
            return true;
        }
        if (segments.size() == 2) {
            reply.object(200, index(), "text/plain; charset=utf-8");
            return true;
        }
        boolean core = segments.get(2).equals("api") && segments.size() == 4;
        boolean grouped = segments.get(2).equals("apis") && segments.size() == 5;
        if (!core && !grouped) {
            return false;
        }
        List<ResourceType> resources =
                core ? types.in("", segments.get(3)) : types.in(segments.get(3), segments.get(4));
        if (resources.isEmpty()) {
            return false;
        }
        reply.object(200, document(resources, version));
        return true;
    }

    private ObjectNode index() {
        ObjectNode body = NODES.objectNode();
        ObjectNode paths = body.putObject("paths");
        for (String group : types.groups()) {
            for (String version : types.versions(group)) {
                String path = group.isEmpty() ? "api/" + version : "apis/" + group + "/" + version;
                // clients cache by the hash, so it changes with what is served
                String hash =
                        Integer.toHexString(types.in(group, version).hashCode()).toUpperCase(Locale.ROOT);
                paths.putObject(path).put("serverRelativeURL", "/openapi/v3/" + path + "?hash=" + hash);
            }
        }
        return body;
    }

    private static ObjectNode info(String version) {
        return NODES.objectNode().put("title", "Kubernetes").put("version", "v" + version);
    }

    private static ObjectNode document(List<ResourceType> resources, String version) {
        ObjectNode body = NODES.objectNode().put("openapi", "3.0.0");
        body.set("info", info(version));
        ObjectNode paths = body.putObject("paths");
        ObjectNode schemas = body.putObject("components").putObject("schemas");
        for (ResourceType type : resources) {
            schema(schemas, type.fields());
            ObjectNode kind = (ObjectNode) schemas.get(type.fields().name());
            ObjectNode named =
                    kind.withArray("/x-kubernetes-group-version-kind").addObject();
            named.put("group", type.group()).put("kind", type.kind()).put("version", type.version());
            path(paths, type);
        }
        return body;
    }

    private static void path(ObjectNode paths, ResourceType type) {
        String prefix = type.group().isEmpty() ? "/api/" : "/apis/";
        String base =
                prefix + type.apiVersion() + (type.namespaced() ? "/namespaces/{namespace}/" : "/") + type.plural();
        for (String method : List.of("get", "put", "patch", "delete")) {
            ObjectNode operation = paths.withObjectProperty(base + "/{name}").putObject(method);
            ObjectNode kind = operation.putObject("x-kubernetes-group-version-kind");
            kind.put("group", type.group()).put("kind", type.kind()).put("version", type.version());
            for (String parameter : List.of("dryRun", "fieldManager", "fieldValidation")) {
                ObjectNode query = operation
                        .withArray("/parameters")
                        .addObject()
                        .put("name", parameter)
                        .put("in", "query");
                query.putObject("schema").put("type", "string");
            }
        }
    }

    private static void schema(ObjectNode schemas, StructType type) {
        if (schemas.has(type.name())) {
            return;
        }
        ObjectNode schema = schemas.putObject(type.name()).put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        for (Field field : type.fields()) {
            ObjectNode property = describe(schemas, field.type());
            if (field.patchKey() != null) {
                property.put("x-kubernetes-patch-strategy", field.retainKeys() ? "merge,retainKeys" : "merge");
                if (!field.patchKey().isEmpty()) {
                    property.put("x-kubernetes-patch-merge-key", field.patchKey());
                }
            } else if (field.retainKeys()) {
                property.put("x-kubernetes-patch-strategy", "retainKeys");
            }
            properties.set(field.name(), property);
        }
    }

    private static ObjectNode describe(ObjectNode schemas, FieldType type) {
        ObjectNode schema = NODES.objectNode();
        if (type instanceof StructType struct) {
            schema(schemas, struct);
            schema.putArray("allOf").addObject().put("$ref", "#/components/schemas/" + struct.name());
        } else if (type instanceof ListOf list) {
            schema.put("type", "array").set("items", describe(schemas, list.element()));
        } else if (type instanceof MapOf map) {
            schema.put("type", "object").set("additionalProperties", describe(schemas, map.element()));
        } else if (type instanceof Scalar scalar) {
            scalar(schema, scalar);
        } else {
            schema.put("type", "object");
        }
        return schema;
    }

    private static void scalar(ObjectNode schema, Scalar scalar) {
        switch (scalar) {
            case INT32 -> schema.put("type", "integer").put("format", "int32");
            case INT64 -> schema.put("type", "integer").put("format", "int64");
            case BOOL -> schema.put("type", "boolean");
            case DOUBLE -> schema.put("type", "number").put("format", "double");
            case TIME, MICRO_TIME -> schema.put("type", "string").put("format", "date-time");
            case BYTES -> schema.put("type", "string").put("format", "byte");
            case INT_OR_STRING -> schema.put("format", "int-or-string").withArray("/oneOf");
            default -> schema.put("type", "string");
        }
        if (schema.path("oneOf").isArray()) {
            schema.withArray("/oneOf").addObject().put("type", "integer");
            schema.withArray("/oneOf").addObject().put("type", "string");
        }
    }
}
