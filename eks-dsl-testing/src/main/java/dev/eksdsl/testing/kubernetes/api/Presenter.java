package dev.eksdsl.testing.kubernetes.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.kubernetes.api.schema.ResourceType;
import dev.eksdsl.testing.kubernetes.api.status.ApiError;
import dev.eksdsl.testing.kubernetes.api.table.Tables;
import java.util.List;

/** Answers objects and lists in the form that the client accepts: as they are, as metadata only, or as a table. */
final class Presenter {

    private static final String META = "meta.k8s.io/v1";

    void object(Call call, ResourceType type, ObjectNode object, Reply reply) {
        checkAccept(call);
        if (wantsTable(call)) {
            reply.object(200, tableOf(call, type, object, true), "application/json");
        } else if (accept(call).contains("as=PartialObjectMetadata;")) {
            reply.object(200, partial(object), "application/json");
        } else {
            reply.object(200, object);
        }
    }

    void list(Call call, ResourceType type, ObjectNode list, Reply reply) {
        checkAccept(call);
        if (wantsTable(call)) {
            ObjectNode table = table(
                    call, type, list.withArrayProperty("items").valueStream().toList(), true);
            ObjectNode metadata = ((ObjectNode) list.get("metadata")).deepCopy();
            if (metadata.path("continue").asText().isEmpty()) {
                metadata.remove("continue");
            }
            table.set("metadata", metadata);
            reply.object(200, table, "application/json");
        } else if (accept(call).contains("as=PartialObjectMetadataList")) {
            ObjectNode partial = JsonNodeFactory.instance.objectNode();
            partial.put("kind", "PartialObjectMetadataList").put("apiVersion", META);
            partial.set("metadata", list.get("metadata"));
            ArrayNode items = partial.putArray("items");
            list.path("items").forEach(item -> items.add(partial((ObjectNode) item)));
            reply.object(200, partial, "application/json");
        } else {
            reply.object(200, list);
        }
    }

    static boolean wantsTable(Call call) {
        return accept(call).contains("as=Table;");
    }

    /** A table of one object. */
    static ObjectNode tableOf(Call call, ResourceType type, ObjectNode object, boolean columns) {
        ObjectNode table = table(call, type, List.of(object), columns);
        table.putObject("metadata").set("resourceVersion", object.at("/metadata/resourceVersion"));
        return table;
    }

    private static ObjectNode table(Call call, ResourceType type, List<? extends JsonNode> objects, boolean columns) {
        ObjectNode table = JsonNodeFactory.instance.objectNode();
        table.put("kind", "Table").put("apiVersion", META).putObject("metadata");
        if (columns) {
            table.set("columnDefinitions", Tables.columns(type));
        } else {
            table.putNull("columnDefinitions");
        }
        ArrayNode rows = table.putArray("rows");
        String include = call.parameter("includeObject");
        for (JsonNode object : objects) {
            ObjectNode row = rows.addObject();
            row.set("cells", Tables.cells(type, object, call.received()));
            if (include.equals("Object")) {
                ObjectNode whole =
                        row.putObject("object").put("kind", type.kind()).put("apiVersion", type.apiVersion());
                object.properties().forEach(field -> whole.set(field.getKey(), field.getValue()));
            } else if (include.equals("None")) {
                row.putNull("object");
            } else {
                row.set("object", withoutComputed(partial((ObjectNode) object)));
            }
        }
        return table;
    }

    private static ObjectNode partial(ObjectNode object) {
        ObjectNode partial = JsonNodeFactory.instance.objectNode();
        partial.put("kind", "PartialObjectMetadata").put("apiVersion", META);
        partial.set("metadata", object.get("metadata"));
        return partial;
    }

    /** Rows show metadata as stored: without the annotation that v1 computes from a DaemonSet's generation. */
    private static ObjectNode withoutComputed(ObjectNode partial) {
        String computed = "deprecated.daemonset.template.generation";
        if (!partial.at("/metadata/annotations").has(computed)) {
            return partial;
        }
        ObjectNode stored = partial.deepCopy();
        ObjectNode annotations = stored.withObject("/metadata/annotations");
        annotations.remove(computed);
        if (annotations.isEmpty()) {
            stored.withObjectProperty("metadata").remove("annotations");
        }
        return stored;
    }

    private static String accept(Call call) {
        return call.request().header("Accept");
    }

    private static void checkAccept(Call call) {
        String accept = accept(call);
        if (!accept.isEmpty() && !accept.contains("json") && !accept.contains("yaml") && !accept.contains("*/*")) {
            throw ApiError.of(
                    406,
                    "NotAcceptable",
                    "406: Not Acceptable\n\nAvailable representations: application/json, application/yaml,"
                            + " application/vnd.kubernetes.protobuf",
                    ApiError.details("", "", ""));
        }
    }
}
