package dev.eksdsl.kubernetes.deploy;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Why no node takes a pod, in the scheduler's words, and what in the declaration to change. */
final class SchedulingDiagnosis {

    private static final Pattern TAINT = Pattern.compile("untolerated taint(?:\\(s\\))? \\{([^:}]+)(?::\\s*([^}]*))?}");
    private static final Pattern SHORT_OF = Pattern.compile("Insufficient ([\\w./-]*\\w)");

    private SchedulingDiagnosis() {}

    static Optional<RolloutIssue> of(Pod pod, List<Event> events) {
        return message(pod, events)
                .map(message -> RolloutIssue.of(
                        RolloutIssue.Kind.UNSCHEDULABLE,
                        "no node takes it: " + message,
                        fix(pod, message),
                        // A node group may grow, or Karpenter add a node, so waiting is never certainly in vain.
                        true));
    }

    private static Optional<String> message(Pod pod, List<Event> events) {
        boolean placed = pod.getSpec() != null && pod.getSpec().getNodeName() != null;
        if (placed) {
            return Optional.empty();
        }
        Optional<String> condition = pod.getStatus().getConditions().stream()
                .filter(c -> "PodScheduled".equals(c.getType()) && "False".equals(c.getStatus()))
                .filter(c -> "Unschedulable".equals(c.getReason()))
                .map(PodCondition::getMessage)
                .filter(text -> text != null && !text.isBlank())
                .findFirst();
        // Fargate's scheduler tells its reasons by events alone.
        return condition.or(() -> events.stream()
                .filter(event -> "FailedScheduling".equals(event.getReason()))
                .map(Event::getMessage)
                .reduce((earlier, later) -> later));
    }

    private static String fix(Pod pod, String message) {
        List<String> fixes = new ArrayList<>();
        Matcher taint = TAINT.matcher(message);
        while (taint.find()) {
            fixes.add(taintFix(
                    taint.group(1).strip(),
                    taint.group(2) == null ? "" : taint.group(2).strip()));
        }
        if (message.contains("didn't match Pod's node affinity/selector")) {
            fixes.add(selectorFix(pod));
        }
        Matcher shortOf = SHORT_OF.matcher(message);
        while (shortOf.find()) {
            fixes.add("ask for less " + shortOf.group(1) + " with .requests(...), or give the node group more or larger"
                    + " nodes");
        }
        if (message.contains("Too many pods")) {
            fixes.add("add nodes: those there run as many pods as their addresses allow");
        }
        if (message.contains("no nodes available")) {
            fixes.add("add a node group or a Fargate profile that selects the namespace");
        }
        if (message.contains("volume node affinity conflict")) {
            fixes.add("add a node in the availability zone of the volume");
        }
        if (message.contains("unbound immediate PersistentVolumeClaims") || message.contains("persistentvolumeclaim")) {
            fixes.add("see why the claim is not bound: its StorageClass and the EBS CSI driver");
        }
        return fixes.isEmpty()
                ? "change what the message names"
                : fixes.stream().distinct().collect(Collectors.joining("; "));
    }

    private static String taintFix(String key, String value) {
        if (key.equals("node.kubernetes.io/not-ready") || key.equals("node.kubernetes.io/unreachable")) {
            return "wait for the nodes or see why they are not ready (the vpc-cni add-on, their role, their subnets)";
        }
        if (key.equals("node.kubernetes.io/unschedulable")) {
            return "uncordon a node, or add nodes";
        }
        if (key.equals("eks.amazonaws.com/compute-type")) {
            return "add a node group, or a Fargate profile that selects these pods";
        }
        return ".toleration(\"" + key + "\", \"" + value + "\")";
    }

    private static String selectorFix(Pod pod) {
        Map<String, String> selector =
                pod.getSpec() == null ? null : pod.getSpec().getNodeSelector();
        if (selector == null || selector.isEmpty()) {
            return "loosen the pods' node affinity";
        }
        String wanted = selector.entrySet().stream()
                .map(label -> label.getKey() + "=" + label.getValue())
                .sorted()
                .collect(Collectors.joining(", "));
        return "give a node group the label " + wanted + ", or correct .nodeSelector(...)";
    }
}
