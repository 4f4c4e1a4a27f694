package dev.eksdsl.testing.kubernetes.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.kubernetes.controller.Conditions.Condition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Binds Pods to nodes, or says in the Pod's condition and an Event why there is none for it. */
final class Scheduler implements Controller {

    private static final String COMPONENT = "default-scheduler";

    private final ClusterContext cluster;
    private final FargateScheduler fargate;
    private final VolumeController volumes;
    private final WorkQueue queue;

    Scheduler(ClusterContext cluster, FargateScheduler fargate, VolumeController volumes) {
        this.cluster = cluster;
        this.fargate = fargate;
        this.volumes = volumes;
        this.queue = new WorkQueue(cluster, this::schedule);
    }

    @Override
    public void changed(String type, String resource, ObjectNode object) {
        boolean roomMayHaveGrown = resource.equals("nodes")
                || resource.equals("persistentvolumeclaims")
                || (resource.equals("pods") && (type.equals("DELETED") || Pods.finished(object)));
        if (roomMayHaveGrown) {
            retry();
        } else if (resource.equals("pods") && type.equals("ADDED")) {
            queue.add(Key.of(object));
        }
    }

    /** Looks again at all Pods that have no node. */
    void retry() {
        cluster.objects().list("pods").stream().filter(Scheduler::unbound).forEach(pod -> queue.add(Key.of(pod)));
    }

    private static boolean unbound(JsonNode pod) {
        return Pods.nodeName(pod).isEmpty() && Pods.active(pod);
    }

    private void schedule(Key key) {
        Optional<ObjectNode> found =
                cluster.objects().get("pods", key.namespace(), key.name()).filter(Scheduler::unbound);
        if (found.isEmpty() || fargate.takes(found.get())) {
            return;
        }
        ObjectNode pod = found.get();
        Optional<String> volumeProblem = volumes.problemOf(pod);
        if (volumeProblem.isPresent()) {
            refuse(pod, volumeProblem.get());
            return;
        }
        place(pod);
    }

    private void place(ObjectNode pod) {
        List<ObjectNode> nodes = cluster.objects().list("nodes");
        Map<String, List<ObjectNode>> running = cluster.objects().list("pods").stream()
                .filter(other -> !Pods.finished(other))
                .collect(Collectors.groupingBy(Pods::nodeName));
        List<ObjectNode> fitting = new ArrayList<>();
        Map<String, Integer> reasons = new TreeMap<>();
        int refusing = 0;
        for (ObjectNode node : nodes) {
            List<String> against = NodeFit.reasonsAgainst(pod, node, running.getOrDefault(Meta.name(node), List.of()));
            against.forEach(reason -> reasons.merge(reason, 1, Integer::sum));
            if (against.isEmpty()) {
                fitting.add(node);
            } else if (!NodeFit.preemptionCouldHelp(against)) {
                refusing++;
            }
        }
        int helpless = refusing;
        fitting.stream()
                .min(Comparator.<ObjectNode>comparingInt(node ->
                                running.getOrDefault(Meta.name(node), List.of()).size())
                        .thenComparing(Meta::name))
                .ifPresentOrElse(
                        node -> bindOnceStorageIsThere(pod, node),
                        () -> refuse(pod, message(nodes.size(), reasons, helpless)));
    }

    /** A claim that waits for its first consumer is told the node now; the Pod is bound when the volume is there. */
    private void bindOnceStorageIsThere(ObjectNode pod, ObjectNode node) {
        if (volumes.readyOn(pod, Meta.name(node))) {
            bind(cluster, COMPONENT, pod, Meta.name(node));
        }
    }

    static void bind(ClusterContext cluster, String component, ObjectNode pod, String node) {
        cluster.objects()
                .update(
                        "pods",
                        Meta.namespace(pod),
                        Meta.name(pod),
                        changed -> changed.withObject("/spec").put("nodeName", node));
        cluster.objects()
                .updateStatus(
                        "pods",
                        Meta.namespace(pod),
                        Meta.name(pod),
                        changed -> Conditions.set(
                                changed, new Condition("PodScheduled", true, "", ""), "", cluster.timestamp()));
        String name = Meta.namespace(pod) + "/" + Meta.name(pod);
        cluster.events().normal(component, pod, "Scheduled", "Successfully assigned " + name + " to " + node);
    }

    private void refuse(ObjectNode pod, String message) {
        boolean told = message.equals(
                Conditions.find(pod, "PodScheduled").path("message").asText());
        if (!told) {
            cluster.objects()
                    .updateStatus(
                            "pods",
                            Meta.namespace(pod),
                            Meta.name(pod),
                            changed -> Conditions.set(
                                    changed,
                                    new Condition("PodScheduled", false, "Unschedulable", message),
                                    "",
                                    cluster.timestamp()));
            cluster.events().warning(COMPONENT, pod, "FailedScheduling", message);
        }
    }

    /** The text of kube-scheduler: how many nodes, each reason with its count, and what preemption could do. */
    private static String message(int nodes, Map<String, Integer> reasons, int helpless) {
        if (nodes == 0) {
            return "no nodes available to schedule pods";
        }
        String count = "0/" + nodes + " nodes are available: ";
        List<String> preemption = new ArrayList<>();
        if (nodes > helpless) {
            preemption.add((nodes - helpless) + " No preemption victims found for incoming pod");
        }
        if (helpless > 0) {
            preemption.add(helpless + " Preemption is not helpful for scheduling");
        }
        return count
                + sorted(reasons.entrySet().stream()
                        .map(entry -> entry.getValue() + " " + entry.getKey())
                        .toList())
                + " preemption: " + count + sorted(preemption);
    }

    private static String sorted(List<String> parts) {
        return String.join(", ", parts.stream().sorted().toList()) + ".";
    }
}
