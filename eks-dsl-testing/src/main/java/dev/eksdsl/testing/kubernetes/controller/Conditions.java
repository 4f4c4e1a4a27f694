package dev.eksdsl.testing.kubernetes.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;

/** Reads and sets the conditions of a status. */
final class Conditions {

    /** What a condition says; the time fields are kept by {@link #set}. */
    record Condition(String type, boolean holds, String reason, String message) {}

    private Conditions() {}

    /** The condition of this type, or a missing node. */
    static JsonNode find(JsonNode object, String type) {
        for (JsonNode condition : object.path("status").path("conditions")) {
            if (condition.path("type").asText().equals(type)) {
                return condition;
            }
        }
        return JsonNodeFactory.instance.missingNode();
    }

    static boolean isTrue(JsonNode object, String type) {
        return "True".equals(find(object, type).path("status").asText());
    }

    /**
     * Sets the condition; the transition time moves only if its status does.
     *
     * @param updateTime the field that says when it was last looked at ({@code lastUpdateTime}, {@code lastProbeTime},
     *     {@code lastHeartbeatTime}); it moves when anything of the condition does
     */
    static void set(ObjectNode object, Condition wanted, String updateTime, String now) {
        ArrayNode conditions = object.withObject("/status").withArray("conditions");
        String status = wanted.holds() ? "True" : "False";
        for (JsonNode existing : conditions) {
            if (existing.path("type").asText().equals(wanted.type())) {
                update((ObjectNode) existing, wanted, status, updateTime, now);
                return;
            }
        }
        ObjectNode added = conditions.addObject().put("type", wanted.type()).put("status", status);
        if (!updateTime.isEmpty()) {
            added.put(updateTime, now);
        }
        added.put("lastTransitionTime", now);
        reason(added, wanted);
    }

    /** Takes the condition of this type away, if it is there. */
    static void remove(ObjectNode object, String type) {
        Iterator<JsonNode> conditions = object.path("status").path("conditions").iterator();
        while (conditions.hasNext()) {
            if (conditions.next().path("type").asText().equals(type)) {
                conditions.remove();
            }
        }
    }

    private static void update(ObjectNode existing, Condition wanted, String status, String updateTime, String now) {
        boolean same = existing.path("status").asText().equals(status)
                && existing.path("reason").asText().equals(wanted.reason())
                && existing.path("message").asText().equals(wanted.message());
        if (same) {
            return;
        }
        if (!existing.path("status").asText().equals(status)) {
            existing.put("lastTransitionTime", now);
        }
        existing.put("status", status);
        if (!updateTime.isEmpty()) {
            existing.put(updateTime, now);
        }
        reason(existing, wanted);
    }

    private static void reason(ObjectNode condition, Condition wanted) {
        if (wanted.reason().isEmpty()) {
            condition.remove("reason");
            condition.remove("message");
            return;
        }
        condition.put("reason", wanted.reason());
        condition.put("message", wanted.message());
    }
}
