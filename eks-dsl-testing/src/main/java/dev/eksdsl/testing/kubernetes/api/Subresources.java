package dev.eksdsl.testing.kubernetes.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.kubernetes.api.schema.ResourceType;
import dev.eksdsl.testing.kubernetes.api.status.ApiError;
import java.util.ArrayList;

/** Requests to subresources other than status. */
final class Subresources {

    private final Cluster cluster;
    private final ScaleRequests scale;
    private final Evictions evictions;
    private final TokenRequests tokens;

    Subresources(Cluster cluster, ObjectReader reader) {
        this.cluster = cluster;
        this.scale = new ScaleRequests(cluster, reader);
        this.evictions = new Evictions(cluster);
        this.tokens = new TokenRequests(cluster);
    }

    void handle(ResourceCall request, ResourceType type, Reply reply) {
        switch (request.path().subresource()) {
            case "scale" -> scale.handle(request, type, reply);
            case "binding" -> bind(request, type, reply);
            case "eviction" -> evictions.evict(request, type, reply);
            case "token" -> tokens.create(request, type, reply);
            case "log" -> log(request, type, reply);
            case "finalize" -> finalizeNamespace(request, type, reply);
            default -> throw ApiError.methodNotAllowed();
        }
    }

    private void bind(ResourceCall request, ResourceType type, Reply reply) {
        RequestPath path = request.path();
        JsonNode binding = RequestBody.object(request.call(), "Binding", new ArrayList<>());
        ObjectNode pod = cluster.require(type, path.namespace(), path.name());
        String node = pod.at("/spec/nodeName").asText();
        if (!node.isEmpty()) {
            throw ApiError.conflict(
                    "",
                    "pods/binding",
                    path.name(),
                    "pod " + path.name() + " is already assigned to node \"" + node + "\"");
        }
        ObjectNode bound = pod.deepCopy();
        bound.withObject("/spec").set("nodeName", binding.at("/target/name"));
        ObjectNode condition =
                bound.withObject("/status").withArray("/conditions").addObject();
        condition.put("type", "PodScheduled").put("status", "True").putNull("lastProbeTime");
        condition.put("lastTransitionTime", ObjectMetadata.now(cluster.world()));
        if (!request.call().dryRun()) {
            cluster.store().put(type, bound);
        }
        reply.object(201, Evictions.done());
    }

    /** Without a node there is no log yet; with one, no kubelet keeps any. */
    private void log(ResourceCall request, ResourceType type, Reply reply) {
        ObjectNode pod =
                cluster.require(type, request.path().namespace(), request.path().name());
        if (pod.at("/spec/nodeName").asText().isEmpty()) {
            reply.empty(204);
        } else {
            reply.text(200, "");
        }
    }

    private void finalizeNamespace(ResourceCall request, ResourceType type, Reply reply) {
        JsonNode body = RequestBody.object(request.call(), "Namespace", new ArrayList<>());
        ObjectNode before = cluster.require(type, "", request.path().name());
        ObjectNode changed = before.deepCopy();
        if (body.at("/spec/finalizers").isEmpty()) {
            changed.putObject("spec");
        }
        cluster.store().put(type, changed);
        cluster.removeIfDue(type, changed);
        reply.object(200, changed);
    }
}
