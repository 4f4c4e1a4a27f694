package dev.eksdsl.testing.kubernetes.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;

/** Writes Events about objects, as {@code kubectl describe} and {@code kubectl events} show them. */
final class EventRecorder {

    private final ClusterContext cluster;
    private final Map<String, String> recorded = new HashMap<>();

    EventRecorder(ClusterContext cluster) {
        this.cluster = cluster;
    }

    void normal(String component, JsonNode about, String reason, String message) {
        record(component, "Normal", about, reason, message);
    }

    void warning(String component, JsonNode about, String reason, String message) {
        record(component, "Warning", about, reason, message);
    }

    /** An event that says the same of the same object as an earlier one only raises that one's count. */
    private void record(String component, String type, JsonNode about, String reason, String message) {
        String namespace = Meta.namespace(about).isEmpty() ? "default" : Meta.namespace(about);
        String identity = String.join("/", namespace, component, Meta.uid(about), reason, message);
        String earlier = recorded.get(identity);
        if (earlier != null
                && cluster.objects().get("events", namespace, earlier).isPresent()) {
            cluster.objects()
                    .update(
                            "events",
                            namespace,
                            earlier,
                            event -> event.put("count", event.path("count").asInt() + 1)
                                    .put("lastTimestamp", cluster.timestamp()));
            return;
        }
        if (namespaceCloses(namespace)) {
            return;
        }
        String name = Meta.name(about) + "." + cluster.world().ids().hex(16);
        recorded.put(identity, name);
        cluster.objects().create("events", event(namespace, name, component, type, about, reason, message));
    }

    private boolean namespaceCloses(String namespace) {
        return cluster.objects()
                .get("namespaces", "", namespace)
                .map(Meta::deleting)
                .orElse(true);
    }

    private ObjectNode event(
            String namespace,
            String name,
            String component,
            String type,
            JsonNode about,
            String reason,
            String message) {
        ObjectNode event = Meta.object("v1", "Event", namespace, name);
        ObjectNode involved = event.putObject("involvedObject");
        involved.put("kind", about.path("kind").asText());
        if (!Meta.namespace(about).isEmpty()) {
            involved.put("namespace", Meta.namespace(about));
        }
        involved.put("name", Meta.name(about))
                .put("uid", Meta.uid(about))
                .put("apiVersion", about.path("apiVersion").asText())
                .put(
                        "resourceVersion",
                        about.path("metadata").path("resourceVersion").asText());
        event.put("reason", reason).put("message", message);
        event.putObject("source").put("component", component);
        event.put("firstTimestamp", cluster.timestamp())
                .put("lastTimestamp", cluster.timestamp())
                .put("count", 1)
                .put("type", type);
        event.putNull("eventTime");
        event.put("reportingComponent", component).put("reportingInstance", "");
        return event;
    }
}
