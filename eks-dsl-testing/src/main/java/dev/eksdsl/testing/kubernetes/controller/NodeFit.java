package dev.eksdsl.testing.kubernetes.controller;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Whether a Pod fits a node, and the reasons why not, in the scheduler's words. */
final class NodeFit {

    private static final String REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution";

    private NodeFit() {}

    /**
     * The reasons against the node; empty if the Pod fits.
     *
     * @param running what runs on the node already
     */
    static List<String> reasonsAgainst(JsonNode pod, JsonNode node, List<? extends JsonNode> running) {
        if (node.path("spec").path("unschedulable").asBoolean() && !toleratesCordon(pod)) {
            return List.of("node(s) were unschedulable");
        }
        List<String> taints = untolerated(pod, node, List.of("NoSchedule", "NoExecute"));
        if (!taints.isEmpty()) {
            return List.of("node(s) had untolerated taint " + taints.get(0));
        }
        if (!matchesNode(pod, node)) {
            return List.of("node(s) didn't match Pod's node affinity/selector");
        }
        return shortages(pod, node, running);
    }

    /** Whether another Pod's leaving could make room: not for taints, selectors and cordons. */
    static boolean preemptionCouldHelp(List<String> reasons) {
        return reasons.stream().allMatch(reason -> reason.startsWith("Insufficient") || reason.startsWith("Too many"));
    }

    /** Whether the Pod's node selector and its required node affinity match the node. */
    static boolean matchesNode(JsonNode pod, JsonNode node) {
        Map<String, String> labels = Meta.labels(node);
        if (!LabelSelector.matchesLabels(pod.path("spec").path("nodeSelector"), labels)) {
            return false;
        }
        JsonNode terms = pod.path("spec")
                .path("affinity")
                .path("nodeAffinity")
                .path(REQUIRED)
                .path("nodeSelectorTerms");
        if (terms.isEmpty()) {
            return true;
        }
        Map<String, String> fields = Map.of("metadata.name", Meta.name(node));
        for (JsonNode term : terms) {
            if (LabelSelector.matchesExpressions(term.path("matchExpressions"), labels)
                    && LabelSelector.matchesExpressions(term.path("matchFields"), fields)) {
                return true;
            }
        }
        return false;
    }

    /** The node's taints of these effects that the Pod does not tolerate, as the scheduler writes them. */
    static List<String> untolerated(JsonNode pod, JsonNode node, List<String> effects) {
        List<String> untolerated = new ArrayList<>();
        for (JsonNode taint : node.path("spec").path("taints")) {
            if (effects.contains(taint.path("effect").asText()) && !tolerated(pod, taint)) {
                untolerated.add("{" + taint.path("key").asText() + ": "
                        + taint.path("value").asText() + "}");
            }
        }
        return untolerated;
    }

    private static boolean tolerated(JsonNode pod, JsonNode taint) {
        for (JsonNode toleration : pod.path("spec").path("tolerations")) {
            if (tolerates(toleration, taint)) {
                return true;
            }
        }
        return false;
    }

    private static boolean tolerates(JsonNode toleration, JsonNode taint) {
        String effect = toleration.path("effect").asText();
        String key = toleration.path("key").asText();
        boolean exists = toleration.path("operator").asText("Equal").equals("Exists");
        if (!effect.isEmpty() && !effect.equals(taint.path("effect").asText())) {
            return false;
        }
        if (key.isEmpty()) {
            return exists;
        }
        return key.equals(taint.path("key").asText())
                && (exists
                        || toleration
                                .path("value")
                                .asText()
                                .equals(taint.path("value").asText()));
    }

    private static boolean toleratesCordon(JsonNode pod) {
        return tolerated(
                pod,
                Meta.object("v1", "Taint", "", "")
                        .put("key", "node.kubernetes.io/unschedulable")
                        .put("effect", "NoSchedule"));
    }

    private static List<String> shortages(JsonNode pod, JsonNode node, List<? extends JsonNode> running) {
        JsonNode room = node.path("status").path("allocatable");
        List<String> reasons = new ArrayList<>();
        if (running.size() + 1 > Quantity.whole(room.path("pods").asText("110"))) {
            reasons.add("Too many pods");
        }
        Pods.Requests wanted = Pods.requests(pod);
        long cpu = wanted.cpuMilli();
        long memory = wanted.memoryBytes();
        for (JsonNode other : running) {
            Pods.Requests taken = Pods.requests(other);
            cpu += taken.cpuMilli();
            memory += taken.memoryBytes();
        }
        if (wanted.cpuMilli() > 0 && cpu > Quantity.milli(room.path("cpu").asText())) {
            reasons.add("Insufficient cpu");
        }
        if (wanted.memoryBytes() > 0
                && memory > Quantity.whole(room.path("memory").asText())) {
            reasons.add("Insufficient memory");
        }
        return reasons;
    }
}
