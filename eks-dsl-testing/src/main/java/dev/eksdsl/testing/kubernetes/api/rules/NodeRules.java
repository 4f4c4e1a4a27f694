package dev.eksdsl.testing.kubernetes.api.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Nodes: tainted until a controller finds them ready. */
final class NodeRules implements KindRules {

    private static final String NOT_READY = "node.kubernetes.io/not-ready";

    @Override
    public void creating(ObjectNode object, Surroundings cluster) {
        ArrayNode taints = object.withObject("/spec").withArray("/taints");
        for (JsonNode taint : taints) {
            if (taint.path("key").asText().equals(NOT_READY)) {
                return;
            }
        }
        taints.addObject().put("key", NOT_READY).put("effect", "NoSchedule");
    }
}
