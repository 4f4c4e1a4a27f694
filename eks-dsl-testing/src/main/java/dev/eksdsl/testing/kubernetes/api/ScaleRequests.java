package dev.eksdsl.testing.kubernetes.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.kubernetes.api.schema.FieldTable;
import dev.eksdsl.testing.kubernetes.api.schema.ResourceType;
import dev.eksdsl.testing.kubernetes.api.schema.ScalePaths;
import dev.eksdsl.testing.kubernetes.api.status.ApiError;
import dev.eksdsl.testing.kubernetes.api.status.Cause;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** The subresource scale: the number of replicas, wanted and there, of whatever has replicas. */
final class ScaleRequests {

    private final Cluster cluster;
    private final ObjectReader reader;

    ScaleRequests(Cluster cluster, ObjectReader reader) {
        this.cluster = cluster;
        this.reader = reader;
    }

    void handle(ResourceCall request, ResourceType type, Reply reply) {
        RequestPath path = request.path();
        Call call = request.call();
        ObjectNode before = cluster.require(type, path.namespace(), path.name());
        switch (request.verb()) {
            case "get" -> reply.object(200, scale(type, before));
            case "update" ->
                reply.object(
                        200, write(type, before, RequestBody.object(call, "Scale", new ArrayList<>()), call, reply));
            case "patch" -> {
                ObjectNode patched = PatchRequests.patched(
                        call, FieldTable.builtIn().struct("autoscaling.v1.Scale"), false, scale(type, before));
                reply.object(200, write(type, before, patched, call, reply));
            }
            default -> throw ApiError.methodNotAllowed();
        }
    }

    private ObjectNode write(ResourceType type, ObjectNode before, ObjectNode scale, Call call, Reply reply) {
        int replicas = scale.at("/spec/replicas").asInt();
        if (replicas < 0) {
            throw ApiError.invalid(
                    "autoscaling",
                    "Scale",
                    ObjectMetadata.text(before, "name"),
                    List.of(Cause.invalid(
                            "spec.replicas", Integer.toString(replicas), "must be greater than or equal to 0")));
        }
        ObjectNode changed = before.deepCopy();
        String wanted = paths(type).wanted();
        int last = wanted.lastIndexOf('/');
        changed.withObject(wanted.substring(0, last)).put(wanted.substring(last + 1), replicas);
        String version = ObjectMetadata.text(scale, "resourceVersion");
        if (!version.isEmpty()) {
            ObjectMetadata.of(changed).put("resourceVersion", version);
        }
        ObjectNode object = reader.patched(call, type, changed, reply);
        return scale(type, cluster.update(type, before, object, call.writeOptions("scale")));
    }

    private static ObjectNode scale(ResourceType type, ObjectNode object) {
        ScalePaths paths = paths(type);
        ObjectNode scale = JsonNodeFactory.instance.objectNode();
        scale.put("kind", "Scale").put("apiVersion", "autoscaling/v1");
        ObjectNode metadata = scale.putObject("metadata");
        for (String field : List.of("name", "namespace", "uid", "resourceVersion", "creationTimestamp")) {
            metadata.set(field, object.path("metadata").path(field));
        }
        ObjectNode spec = scale.putObject("spec");
        int wanted = object.at(paths.wanted()).asInt();
        if (wanted != 0) {
            spec.put("replicas", wanted);
        }
        String selector = paths.selector().isEmpty() ? "" : selector(object.at(paths.selector()));
        ObjectNode status = scale.putObject("status")
                .put("replicas", object.at(paths.there()).asInt());
        if (!selector.isEmpty()) {
            status.put("selector", selector);
        }
        return scale;
    }

    private static ScalePaths paths(ResourceType type) {
        return Objects.requireNonNull(type.subresources().get("scale")).scale();
    }

    /** A selector as text: a custom resource has it in that form already. */
    private static String selector(JsonNode selector) {
        if (selector.isTextual()) {
            return selector.asText();
        }
        JsonNode labels = selector.has("matchLabels") ? selector.path("matchLabels") : selector;
        return labels.properties().stream()
                .filter(label -> label.getValue().isTextual())
                .map(label -> label.getKey() + "=" + label.getValue().asText())
                .sorted()
                .collect(Collectors.joining(","));
    }
}
