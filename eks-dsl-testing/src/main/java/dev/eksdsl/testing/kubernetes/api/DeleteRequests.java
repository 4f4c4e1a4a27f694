package dev.eksdsl.testing.kubernetes.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.kubernetes.api.DeleteOptions.Propagation;
import dev.eksdsl.testing.kubernetes.api.schema.ResourceType;
import dev.eksdsl.testing.kubernetes.api.status.ApiError;
import dev.eksdsl.testing.kubernetes.api.status.Cause;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers deletions, of one object and of collections. */
final class DeleteRequests {

    private final Cluster cluster;
    private final ObjectLists lists;

    DeleteRequests(Cluster cluster, ObjectLists lists) {
        this.cluster = cluster;
        this.lists = lists;
    }

    void delete(ResourceCall request, ResourceType type, Reply reply) {
        DeleteOptions options = options(request.call());
        RequestPath path = request.path();
        ObjectNode object = cluster.require(type, path.namespace(), path.name());
        ObjectDeleter.Outcome outcome = cluster.delete(type, object, options);
        if (outcome.gone() && !type.is("pods")) {
            reply.object(200, success(type, object));
        } else {
            reply.object(200, outcome.object());
        }
    }

    void deleteCollection(ResourceCall request, ResourceType type, Reply reply) {
        if (!type.verbs().contains("deletecollection")) {
            throw ApiError.methodNotAllowed();
        }
        DeleteOptions options = options(request.call());
        List<ObjectNode> deleted = new ArrayList<>();
        for (ObjectNode object : lists.matching(request, type)) {
            ObjectDeleter.Outcome outcome = cluster.delete(type, object, options);
            deleted.add(outcome.gone() ? object : outcome.object());
        }
        reply.object(200, lists.listOf(type, deleted));
    }

    /** The Status that a deletion at once is answered with. */
    private static ObjectNode success(ResourceType type, ObjectNode object) {
        ObjectNode status = object.objectNode().put("kind", "Status").put("apiVersion", "v1");
        status.putObject("metadata");
        status.put("status", "Success");
        ObjectNode details = ApiError.details(ObjectMetadata.text(object, "name"), type.group(), type.plural());
        status.set("details", details.put("uid", ObjectMetadata.text(object, "uid")));
        return status;
    }

    private static DeleteOptions options(Call call) {
        JsonNode body = call.request().body().length == 0
                ? MissingNode.getInstance()
                : RequestBody.object(call, "DeleteOptions", new ArrayList<>());
        return read(body, call);
    }

    /** @param body the options in a body; those in the query count where the body has none */
    static DeleteOptions read(JsonNode body, Call call) {
        String propagation = body.path("propagationPolicy").asText(call.parameter("propagationPolicy"));
        String grace = body.path("gracePeriodSeconds").asText(call.parameter("gracePeriodSeconds"));
        boolean dryRun = call.dryRun() || body.path("dryRun").path(0).asText().equals("All");
        return new DeleteOptions(
                propagation(propagation),
                grace.isEmpty() ? null : Long.valueOf(grace),
                text(body.at("/preconditions/uid")),
                text(body.at("/preconditions/resourceVersion")),
                dryRun);
    }

    private static @Nullable String text(JsonNode node) {
        return node.isTextual() ? node.textValue() : null;
    }

    private static Propagation propagation(String policy) {
        return switch (policy) {
            case "" -> Propagation.DEFAULT;
            case "Background" -> Propagation.BACKGROUND;
            case "Foreground" -> Propagation.FOREGROUND;
            case "Orphan" -> Propagation.ORPHAN;
            default ->
                throw ApiError.invalid(
                        "meta.k8s.io",
                        "DeleteOptions",
                        "",
                        List.of(Cause.unsupported(
                                "propagationPolicy", policy, "Foreground", "Background", "Orphan", "nil")));
        };
    }
}
