package dev.eksdsl.testing.kubernetes.api.table;

import com.fasterxml.jackson.databind.JsonNode;

/** Cells of a pod's row. */
final class PodCells {

    private PodCells() {}

    static String ready(JsonNode pod) {
        long ready = pod.at("/status/containerStatuses")
                .valueStream()
                .filter(status ->
                        status.path("ready").asBoolean() && status.path("state").has("running"))
                .count();
        return ready + "/" + pod.at("/spec/containers").size();
    }

    static String restarts(JsonNode pod) {
        return Integer.toString(pod.at("/status/containerStatuses")
                .valueStream()
                .mapToInt(status -> status.path("restartCount").asInt())
                .sum());
    }

    static String status(JsonNode pod) {
        if (pod.at("/metadata/deletionTimestamp").isTextual()) {
            return "Terminating";
        }
        String reason = pod.at("/status/reason").asText(pod.at("/status/phase").asText());
        for (JsonNode status : pod.at("/status/containerStatuses")) {
            String waiting = status.at("/state/waiting/reason").asText();
            String terminated = status.at("/state/terminated/reason").asText();
            if (!waiting.isEmpty()) {
                reason = waiting;
            } else if (!terminated.isEmpty()) {
                reason = terminated;
            }
        }
        return reason;
    }
}
