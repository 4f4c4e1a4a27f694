package dev.eksdsl.testing.kubernetes.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.kubernetes.api.schema.ResourceType;
import dev.eksdsl.testing.kubernetes.api.status.ApiError;
import dev.eksdsl.testing.kubernetes.api.status.Cause;
import java.util.ArrayList;
import java.util.List;

/** Evicts pods, as far as their disruption budgets allow. */
final class Evictions {

    private static final String BUDGETS = "poddisruptionbudgets.policy";

    private final Cluster cluster;

    Evictions(Cluster cluster) {
        this.cluster = cluster;
    }

    void evict(ResourceCall request, ResourceType type, Reply reply) {
        RequestPath path = request.path();
        JsonNode eviction = RequestBody.object(request.call(), "Eviction", new ArrayList<>());
        ObjectNode pod = cluster.require(type, path.namespace(), path.name());
        DeleteOptions options = DeleteRequests.read(eviction.path("deleteOptions"), request.call());
        if (!ignoresBudgets(pod)) {
            checkBudgets(pod, options);
        }
        cluster.delete(type, options.dryRun() ? pod : marked(type, pod), options);
        reply.object(201, done());
    }

    /** Says in the pod's status, where it will be seen for a while, why the pod is going. */
    private ObjectNode marked(ResourceType type, ObjectNode pod) {
        ObjectNode marked = pod.deepCopy();
        ArrayNode conditions = marked.withObject("/status").withArray("/conditions");
        conditions.removeIf(condition -> condition.path("type").asText().equals("DisruptionTarget"));
        ObjectNode condition =
                conditions.addObject().put("type", "DisruptionTarget").put("status", "True");
        condition
                .putNull("lastProbeTime")
                .put("lastTransitionTime", ObjectMetadata.now(cluster.world()))
                .put("reason", "EvictionByEvictionAPI")
                .put("message", "Eviction API: evicting");
        cluster.store().put(type, marked);
        return marked;
    }

    private void checkBudgets(ObjectNode pod, DeleteOptions options) {
        List<ObjectNode> budgets = cluster.list(BUDGETS, ObjectMetadata.text(pod, "namespace")).stream()
                .filter(budget -> LabelSelector.of(budget.at("/spec/selector")).test(pod))
                .toList();
        if (budgets.isEmpty()) {
            return;
        }
        if (budgets.size() > 1) {
            throw ApiError.internal(
                    "This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.");
        }
        ObjectNode budget = budgets.get(0);
        JsonNode status = budget.path("status");
        if (status.path("disruptionsAllowed").asInt() <= 0) {
            throw refused(budget);
        }
        if (!options.dryRun()) {
            ObjectNode changed = budget.deepCopy();
            ObjectNode after = changed.withObject("/status");
            after.put("disruptionsAllowed", status.path("disruptionsAllowed").asInt() - 1);
            after.withObject("/disruptedPods")
                    .put(ObjectMetadata.text(pod, "name"), ObjectMetadata.now(cluster.world()));
            cluster.store().put(cluster.types().get(BUDGETS), changed);
        }
    }

    private static ApiError refused(ObjectNode budget) {
        ObjectNode details = JsonNodeFactory.instance.objectNode();
        String message = "The disruption budget " + ObjectMetadata.text(budget, "name") + " needs "
                + budget.at("/status/desiredHealthy").asInt() + " healthy pods and has "
                + budget.at("/status/currentHealthy").asInt() + " currently";
        ApiError.addCauses(details, List.of(new Cause("DisruptionBudget", message, "")));
        return ApiError.of(
                429, "TooManyRequests", "Cannot evict pod as it would violate the pod's disruption budget.", details);
    }

    /** Pods that do not run, or are going already, disrupt nothing. */
    private static boolean ignoresBudgets(ObjectNode pod) {
        String phase = pod.at("/status/phase").asText();
        return phase.equals("Succeeded")
                || phase.equals("Failed")
                || phase.equals("Pending")
                || pod.at("/metadata/deletionTimestamp").isTextual();
    }

    /** The Status of a success that creates nothing. */
    static ObjectNode done() {
        ObjectNode status =
                JsonNodeFactory.instance.objectNode().put("kind", "Status").put("apiVersion", "v1");
        status.putObject("metadata");
        return status.put("status", "Success").put("code", 201);
    }
}
