package dev.eksdsl.testing.kubernetes.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.kubernetes.KubernetesCluster.NodeFacts;
import dev.eksdsl.testing.kubernetes.KubernetesCluster.TaintFacts;
import dev.eksdsl.testing.server.Durations;
import java.util.HashMap;
import java.util.Map;

/** Registers nodes, turns them Ready after a while, and removes them with their Pods. */
final class Nodes {

    private static final String NOT_READY = "node.kubernetes.io/not-ready";

    private final ClusterContext cluster;
    private final NodeObject description;
    private final Map<String, NodeFacts> groups = new HashMap<>();
    private String version;

    Nodes(ClusterContext cluster) {
        this.cluster = cluster;
        this.description = new NodeObject(cluster);
        this.version = cluster.facts().version();
    }

    void version(String kubernetesVersion) {
        version = kubernetesVersion;
    }

    /** A node joins; of one that is there already, labels and taints become those that its node group has now. */
    void joined(NodeFacts facts) {
        NodeFacts before = groups.put(facts.name(), facts);
        if (before != null && cluster.objects().get("nodes", "", facts.name()).isPresent()) {
            cluster.objects().update("nodes", "", facts.name(), node -> regroup(node, before, facts));
            return;
        }
        register(description.of(facts));
        cluster.after(cluster.duration(Durations.Of.NODE_READY), () -> turnReady(facts.name()));
    }

    /** What others have set on the node stays. */
    private static void regroup(ObjectNode node, NodeFacts before, NodeFacts after) {
        ObjectNode labels = Meta.labelsOf(node);
        before.labels().keySet().forEach(labels::remove);
        after.labels().forEach(labels::put);
        ArrayNode taints = node.arrayNode();
        for (JsonNode taint : node.path("spec").path("taints")) {
            if (before.taints().stream().noneMatch(gone -> isTaint(taint, gone))) {
                taints.add(taint);
            }
        }
        after.taints().forEach(added -> NodeObject.addTaint(taints, added));
        if (taints.isEmpty()) {
            node.withObject("/spec").remove("taints");
        } else {
            node.withObject("/spec").set("taints", taints);
        }
    }

    private static boolean isTaint(JsonNode taint, TaintFacts facts) {
        return taint.path("key").asText().equals(facts.key())
                && taint.path("effect").asText().equals(facts.effect());
    }

    /** The machine of one Fargate Pod joins, ready at once. */
    String fargateJoined(String privateIp, String zone, FargateSize size) {
        ObjectNode node = description.ofFargate(privateIp, zone, size, "v" + version + ".0-eks-fargate");
        register(node);
        turnReady(Meta.name(node));
        return Meta.name(node);
    }

    /** Creates the node; the API server itself adds the taint that keeps Pods away until the node is ready. */
    private void register(ObjectNode node) {
        ObjectNode status = (ObjectNode) node.remove("status");
        cluster.objects().create("nodes", node);
        cluster.objects().updateStatus("nodes", "", Meta.name(node), created -> created.set("status", status));
    }

    private void turnReady(String name) {
        cluster.objects().get("nodes", "", name).ifPresent(found -> {
            cluster.objects()
                    .updateStatus("nodes", "", name, node -> description.ready(node, true, cluster.timestamp()));
            cluster.objects().update("nodes", "", name, node -> {
                ArrayNode kept = node.arrayNode();
                for (var taint : node.path("spec").path("taints")) {
                    if (!taint.path("key").asText().equals(NOT_READY)) {
                        kept.add(taint);
                    }
                }
                if (kept.isEmpty()) {
                    node.withObject("/spec").remove("taints");
                } else {
                    node.withObject("/spec").set("taints", kept);
                }
            });
            cluster.events().normal("kubelet", found, "NodeReady", "Node " + name + " status is now: NodeReady");
        });
    }

    void left(String name) {
        groups.remove(name);
        if (name.isEmpty() || cluster.objects().get("nodes", "", name).isEmpty()) {
            return;
        }
        cluster.objects().delete("nodes", "", name);
        cluster.objects().list("pods").stream()
                .filter(pod -> Pods.nodeName(pod).equals(name))
                .forEach(pod -> Kubelet.remove(cluster, pod));
    }
}
