package dev.eksdsl.testing.kubernetes.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.kubernetes.controller.Conditions.Condition;

/**
 * Writes a Pod's status as a kubelet reports it.
 *
 * @param now the present moment, as Kubernetes writes it
 * @param hostIp the node's address
 * @param podIp the Pod's address; empty while it has none
 */
record PodStatus(String now, String hostIp, String podIp) {

    /** The kubelet has the Pod and prepares its containers. */
    void accepted(ObjectNode pod) {
        ObjectNode status = pod.withObject("/status");
        status.put("phase", "Pending");
        condition(pod, "PodReadyToStartContainers", false, "", "");
        condition(pod, "Initialized", true, "", "");
        notReady(pod);
        condition(pod, "PodScheduled", true, "", "");
        status.put("hostIP", hostIp).put("startTime", now);
        status.putArray("hostIPs").addObject().put("ip", hostIp);
        containers(pod, waiting("ContainerCreating", ""), false);
    }

    /** A container cannot be started yet. */
    void waiting(ObjectNode pod, String reason, String message) {
        address(pod);
        notReady(pod);
        containers(pod, waiting(reason, message), false);
    }

    /** All containers have been started. */
    void running(ObjectNode pod) {
        address(pod);
        pod.withObject("/status").put("phase", "Running");
        notReady(pod);
        ObjectNode running = JsonNodeFactory.instance.objectNode();
        running.putObject("running").put("startedAt", now);
        containers(pod, running, false);
    }

    /** All containers serve. */
    void ready(ObjectNode pod) {
        condition(pod, "Ready", true, "", "");
        condition(pod, "ContainersReady", true, "", "");
        for (JsonNode container : pod.path("status").path("containerStatuses")) {
            ((ObjectNode) container).put("ready", true).put("started", true);
        }
    }

    /** The containers have ended and will not be started again. */
    void finished(ObjectNode pod, int exitCode) {
        boolean well = exitCode == 0;
        pod.withObject("/status").put("phase", well ? "Succeeded" : "Failed");
        String reason = well ? "PodCompleted" : "PodFailed";
        condition(pod, "PodReadyToStartContainers", false, "", "");
        condition(pod, "Initialized", true, well ? reason : "", "");
        condition(pod, "Ready", false, reason, "");
        condition(pod, "ContainersReady", false, reason, "");
        ObjectNode state = JsonNodeFactory.instance.objectNode();
        state.set("terminated", terminated(pod, exitCode));
        containers(pod, state, false);
    }

    /** The containers have ended and will be started again after a while. */
    void crashed(ObjectNode pod, int exitCode, String backoff) {
        notReady(pod);
        ObjectNode last = JsonNodeFactory.instance.objectNode();
        last.set("terminated", terminated(pod, exitCode));
        containers(pod, waiting("CrashLoopBackOff", backoff), false);
        for (JsonNode container : pod.path("status").path("containerStatuses")) {
            ObjectNode changed = (ObjectNode) container;
            changed.set("lastState", last.deepCopy());
            changed.put("restartCount", changed.path("restartCount").asInt() + 1);
        }
    }

    private ObjectNode terminated(ObjectNode pod, int exitCode) {
        String started =
                pod.at("/status/containerStatuses/0/state/running/startedAt").asText(now);
        return JsonNodeFactory.instance
                .objectNode()
                .put("exitCode", exitCode)
                .put("reason", exitCode == 0 ? "Completed" : "Error")
                .put("startedAt", started.isEmpty() ? now : started)
                .put("finishedAt", now);
    }

    private void address(ObjectNode pod) {
        condition(pod, "PodReadyToStartContainers", true, "", "");
        pod.withObject("/status")
                .put("podIP", podIp)
                .putArray("podIPs")
                .addObject()
                .put("ip", podIp);
    }

    private void notReady(ObjectNode pod) {
        StringBuilder names = new StringBuilder();
        for (JsonNode container : pod.path("spec").path("containers")) {
            names.append(names.isEmpty() ? "" : " ")
                    .append(container.path("name").asText());
        }
        String message = "containers with unready status: [" + names + "]";
        condition(pod, "Ready", false, "ContainersNotReady", message);
        condition(pod, "ContainersReady", false, "ContainersNotReady", message);
    }

    private void condition(ObjectNode pod, String type, boolean holds, String reason, String message) {
        Conditions.set(pod, new Condition(type, holds, reason, message), "", now);
        if (message.isEmpty()) {
            ((ObjectNode) Conditions.find(pod, type)).remove("message");
        }
    }

    private static ObjectNode waiting(String reason, String message) {
        ObjectNode state = JsonNodeFactory.instance.objectNode();
        ObjectNode waiting = state.putObject("waiting").put("reason", reason);
        if (!message.isEmpty()) {
            waiting.put("message", message);
        }
        return state;
    }

    /** Sets the state of every container; counts of restarts and last states stay. */
    private static void containers(ObjectNode pod, ObjectNode state, boolean ready) {
        JsonNode before = pod.path("status").path("containerStatuses").deepCopy();
        var statuses = pod.withObject("/status").putArray("containerStatuses");
        int index = 0;
        for (JsonNode container : pod.path("spec").path("containers")) {
            JsonNode earlier = before.path(index++);
            ObjectNode status = statuses.addObject();
            status.put("name", container.path("name").asText());
            status.set("state", state.deepCopy());
            status.set("lastState", earlier.has("lastState") ? earlier.path("lastState") : status.objectNode());
            status.put("ready", ready)
                    .put("restartCount", earlier.path("restartCount").asInt())
                    .put("image", container.path("image").asText())
                    .put(
                            "imageID",
                            state.has("waiting") ? "" : container.path("image").asText())
                    .put("started", state.has("running"));
        }
    }
}
