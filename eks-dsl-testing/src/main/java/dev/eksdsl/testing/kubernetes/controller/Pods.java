package dev.eksdsl.testing.kubernetes.controller;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;

/** Reads the state of Pods. */
final class Pods {

    /** What a Pod asks of a node: CPU in thousandths of a core, memory in bytes. */
    record Requests(long cpuMilli, long memoryBytes) {}

    private Pods() {}

    static String phase(JsonNode pod) {
        return pod.path("status").path("phase").asText("Pending");
    }

    static boolean finished(JsonNode pod) {
        return phase(pod).equals("Succeeded") || phase(pod).equals("Failed");
    }

    /** Neither finished nor being deleted: what counts for a ReplicaSet. */
    static boolean active(JsonNode pod) {
        return !finished(pod) && !Meta.deleting(pod);
    }

    static boolean ready(JsonNode pod) {
        return Conditions.isTrue(pod, "Ready");
    }

    /** Ready for at least this long. */
    static boolean available(JsonNode pod, int minReadySeconds, Instant now) {
        if (!ready(pod)) {
            return false;
        }
        JsonNode since = Conditions.find(pod, "Ready").path("lastTransitionTime");
        return minReadySeconds == 0
                || !Instant.parse(since.asText())
                        .plus(Duration.ofSeconds(minReadySeconds))
                        .isAfter(now);
    }

    static String nodeName(JsonNode pod) {
        return pod.path("spec").path("nodeName").asText();
    }

    static boolean ownedBy(JsonNode pod, String kind) {
        return Meta.controller(pod)
                .map(owner -> owner.path("kind").asText().equals(kind))
                .orElse(false);
    }

    static Requests requests(JsonNode pod) {
        long cpu = 0;
        long memory = 0;
        for (JsonNode container : pod.path("spec").path("containers")) {
            JsonNode requests = container.path("resources").path("requests");
            cpu += Quantity.milli(requests.path("cpu").asText());
            memory += Quantity.whole(requests.path("memory").asText());
        }
        for (JsonNode container : pod.path("spec").path("initContainers")) {
            JsonNode requests = container.path("resources").path("requests");
            cpu = Math.max(cpu, Quantity.milli(requests.path("cpu").asText()));
            memory = Math.max(memory, Quantity.whole(requests.path("memory").asText()));
        }
        return new Requests(cpu, memory);
    }
}
