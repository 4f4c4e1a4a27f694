package dev.eksdsl.testing.kubernetes.api.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Cells that are computed from several fields. */
final class Cells {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String NONE = "<none>";

    private static final Map<String, Function<JsonNode, String>> TEXTS = Map.ofEntries(
            Map.entry("none", object -> NONE),
            Map.entry("podReady", PodCells::ready),
            Map.entry("podStatus", PodCells::status),
            Map.entry("podRestarts", PodCells::restarts),
            Map.entry(
                    "replicasReady",
                    object -> object.at("/status/readyReplicas").asInt() + "/"
                            + object.at("/spec/replicas").asInt()),
            Map.entry("containers", object -> containers(object, "name")),
            Map.entry("images", object -> containers(object, "image")),
            Map.entry("selector", object -> selector(object.at("/spec/selector"))),
            Map.entry("serviceSelector", object -> labels(object.at("/spec/selector"))),
            Map.entry("podSelector", object -> selector(object.at("/spec/podSelector"))),
            Map.entry("nodeSelector", object -> labels(object.at("/spec/template/spec/nodeSelector"))),
            Map.entry("jobStatus", Cells::jobStatus),
            Map.entry(
                    "jobCompletions",
                    object -> object.at("/status/succeeded").asInt() + "/"
                            + object.at("/spec/completions").asInt(1)),
            Map.entry("suspended", object -> object.at("/spec/suspend").asBoolean() ? "True" : "False"),
            Map.entry("externalAddress", NetworkCells::externalAddress),
            Map.entry("servicePorts", NetworkCells::servicePorts),
            Map.entry("hosts", NetworkCells::hosts),
            Map.entry("ingressAddress", NetworkCells::balancers),
            Map.entry("ingressPorts", object -> object.at("/spec/tls").isEmpty() ? "80" : "80, 443"),
            Map.entry("endpoints", NetworkCells::endpoints),
            Map.entry("slicePorts", NetworkCells::slicePorts),
            Map.entry("sliceEndpoints", NetworkCells::sliceEndpoints),
            Map.entry("eventObject", EventCells::object),
            Map.entry("eventSource", EventCells::source),
            Map.entry("nodeStatus", NodeCells::status),
            Map.entry("nodeRoles", NodeCells::roles),
            Map.entry("internalAddress", object -> NodeCells.address(object, "InternalIP")),
            Map.entry("externalNodeAddress", object -> NodeCells.address(object, "ExternalIP")),
            Map.entry(
                    "scaleTarget",
                    object -> object.at("/spec/scaleTargetRef/kind").asText() + "/"
                            + object.at("/spec/scaleTargetRef/name").asText()),
            Map.entry("targets", Cells::targets),
            Map.entry("minPods", object -> object.at("/spec/minReplicas").asText("<unset>")),
            Map.entry("modes", object -> modes(object.at("/spec/accessModes"))),
            Map.entry("claimModes", object -> modes(object.at("/status/accessModes"))),
            Map.entry(
                    "claimCapacity",
                    object -> object.at("/status/capacity/storage").asText()),
            Map.entry("claim", Cells::claim));

    private Cells() {}

    static JsonNode computed(String name, JsonNode object, Instant now) {
        Function<JsonNode, String> text = TEXTS.get(name);
        if (text != null) {
            return NODES.textNode(text.apply(object));
        }
        return switch (name) {
            case "age" ->
                NODES.textNode(
                        Ages.between(object.at("/metadata/creationTimestamp").asText(), now));
            case "data" ->
                NODES.numberNode(
                        object.path("data").size() + object.path("binaryData").size());
            case "lastSeen" -> NODES.textNode(EventCells.lastSeen(object, now));
            case "firstSeen" -> NODES.textNode(EventCells.firstSeen(object, now));
            case "eventCount" -> NODES.numberNode(EventCells.count(object));
            case "secrets" -> NODES.numberNode(object.path("secrets").size());
            case "active" -> NODES.numberNode(object.at("/status/active").size());
            case "expansion" ->
                NODES.booleanNode(object.path("allowVolumeExpansion").asBoolean());
            case "jobDuration" -> NODES.textNode(duration(object, now));
            case "lastSchedule" ->
                NODES.textNode(
                        object.at("/status/lastScheduleTime").isTextual()
                                ? Ages.between(
                                        object.at("/status/lastScheduleTime").asText(), now)
                                : NONE);
            default -> throw new IllegalArgumentException("columns.txt names a cell that nobody computes: #" + name);
        };
    }

    static String labels(JsonNode labels) {
        String text = labels.properties().stream()
                .map(label -> label.getKey() + "=" + label.getValue().asText())
                .sorted()
                .collect(Collectors.joining(","));
        return text.isEmpty() ? NONE : text;
    }

    private static String selector(JsonNode selector) {
        return labels(selector.path("matchLabels"));
    }

    private static String containers(JsonNode object, String field) {
        JsonNode template = object.at("/spec/jobTemplate/spec/template");
        JsonNode spec = (template.isMissingNode() ? object.at("/spec/template") : template).path("spec");
        return spec.path("containers")
                .valueStream()
                .map(each -> each.path(field).asText())
                .collect(Collectors.joining(","));
    }

    private static String jobStatus(JsonNode job) {
        for (String type : List.of("Complete", "Failed", "Suspended", "FailureTarget", "SuccessCriteriaMet")) {
            for (JsonNode condition : job.at("/status/conditions")) {
                if (condition.path("type").asText().equals(type)
                        && condition.path("status").asText().equals("True")) {
                    return type;
                }
            }
        }
        return job.at("/metadata/deletionTimestamp").isTextual() ? "Terminating" : "Running";
    }

    private static String duration(JsonNode job, Instant now) {
        String start = job.at("/status/startTime").asText();
        String end = job.at("/status/completionTime").asText();
        return start.isEmpty() ? "" : Ages.between(start, end.isEmpty() ? now : Instant.parse(end));
    }

    private static String targets(JsonNode autoscaler) {
        String text = autoscaler
                .at("/spec/metrics")
                .valueStream()
                .map(metric -> metric.at("/resource/name").asText() + ": <unknown>/"
                        + metric.at("/resource/target/averageUtilization").asText() + "%")
                .collect(Collectors.joining(", "));
        return text.isEmpty() ? NONE : text;
    }

    private static String modes(JsonNode modes) {
        return modes.valueStream()
                .map(mode -> switch (mode.asText()) {
                    case "ReadWriteOnce" -> "RWO";
                    case "ReadOnlyMany" -> "ROX";
                    case "ReadWriteMany" -> "RWX";
                    default -> "RWOP";
                })
                .collect(Collectors.joining(","));
    }

    private static String claim(JsonNode volume) {
        JsonNode claim = volume.at("/spec/claimRef");
        return claim.isMissingNode()
                ? ""
                : claim.path("namespace").asText() + "/" + claim.path("name").asText();
    }
}
