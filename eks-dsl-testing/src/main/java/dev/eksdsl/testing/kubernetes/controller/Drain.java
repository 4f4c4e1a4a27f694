package dev.eksdsl.testing.kubernetes.controller;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Drains nodes as {@code kubectl drain} does: cordons, and evicts what no DaemonSet keeps there. */
final class Drain {

    private static final String BUDGETS = "poddisruptionbudgets.policy";

    private final ClusterContext cluster;

    Drain(ClusterContext cluster) {
        this.cluster = cluster;
    }

    /** @return whether no pod is left that a drain removes; so for a node that is not there */
    boolean node(String name, boolean force) {
        if (cluster.objects().get("nodes", "", name).isEmpty()) {
            return true;
        }
        cluster.objects()
                .update("nodes", "", name, node -> node.withObject("/spec").put("unschedulable", true));
        boolean empty = true;
        for (ObjectNode pod : cluster.objects().list("pods")) {
            boolean counts = Pods.nodeName(pod).equals(name) && Pods.active(pod) && !Pods.ownedBy(pod, "DaemonSet");
            if (counts && !evict(pod, force)) {
                empty = false;
            }
        }
        return empty;
    }

    private boolean evict(ObjectNode pod, boolean force) {
        List<ObjectNode> budgets = cluster.objects().list(BUDGETS, Meta.namespace(pod)).stream()
                .filter(budget -> LabelSelector.matches(budget.path("spec").path("selector"), Meta.labels(pod)))
                .toList();
        boolean allowed = budgets.stream()
                .allMatch(budget ->
                        budget.path("status").path("disruptionsAllowed").asInt() > 0);
        // a pod that is not ready disrupts nothing more by going
        if (!allowed && !force && Pods.ready(pod)) {
            return false;
        }
        budgets.forEach(budget -> cluster.objects()
                .updateStatus(BUDGETS, Meta.namespace(budget), Meta.name(budget), changed -> {
                    ObjectNode status = changed.withObject("/status");
                    status.put(
                            "disruptionsAllowed",
                            Math.max(0, status.path("disruptionsAllowed").asInt() - 1));
                }));
        cluster.objects().delete("pods", Meta.namespace(pod), Meta.name(pod));
        return true;
    }
}
