package dev.eksdsl.testing.kubernetes.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** Runs one Pod of each DaemonSet on every node that it fits. */
final class DaemonSetController implements Controller {

    private static final String DAEMON_SETS = "daemonsets.apps";
    private static final String COMPONENT = "daemonset-controller";

    /** Taints that Pods of every DaemonSet put up with (Kubernetes documentation, "DaemonSet"). */
    private static final List<String> TOLERATED = List.of(
            "not-ready:NoExecute",
            "unreachable:NoExecute",
            "disk-pressure:NoSchedule",
            "memory-pressure:NoSchedule",
            "pid-pressure:NoSchedule",
            "unschedulable:NoSchedule");

    private final ClusterContext cluster;
    private final WorkQueue queue;

    DaemonSetController(ClusterContext cluster) {
        this.cluster = cluster;
        this.queue = new WorkQueue(cluster, this::reconcile);
    }

    @Override
    public void changed(String type, String resource, ObjectNode object) {
        if (resource.equals(DAEMON_SETS)) {
            queue.add(Key.of(object));
        } else if (resource.equals("nodes")) {
            cluster.objects().list(DAEMON_SETS).forEach(set -> queue.add(Key.of(set)));
        } else if (resource.equals("pods") && Pods.ownedBy(object, "DaemonSet")) {
            queue.add(new Key(
                    Meta.namespace(object),
                    Meta.controller(object).orElseThrow().path("name").asText()));
        }
    }

    private void reconcile(Key key) {
        cluster.objects().get(DAEMON_SETS, key.namespace(), key.name()).ifPresent(set -> {
            if (!Meta.deleting(set)) {
                place(set);
                count(set);
            }
        });
    }

    private void place(ObjectNode set) {
        String hash = PodTemplate.hash(set.path("spec").path("template"));
        List<ObjectNode> pods = pods(set);
        boolean replaced = false;
        for (ObjectNode node : cluster.objects().list("nodes")) {
            Optional<ObjectNode> running = pods.stream()
                    .filter(pod -> target(pod).equals(Meta.name(node)))
                    .findFirst();
            boolean wanted = fits(set, node);
            if (wanted && running.isEmpty()) {
                create(set, node, hash);
            } else if (!wanted && running.isPresent()) {
                delete(set, running.get());
            } else if (wanted && outdated(set, running.orElseThrow(), hash) && !replaced) {
                // one at a time, the default maxUnavailable of a DaemonSet's rolling update
                replaced = pods.stream().allMatch(Pods::ready);
                if (replaced) {
                    delete(set, running.orElseThrow());
                }
            }
        }
    }

    private List<ObjectNode> pods(JsonNode set) {
        return cluster.objects().list("pods", Meta.namespace(set)).stream()
                .filter(pod -> Meta.controlledBy(pod, set) && Pods.active(pod))
                .toList();
    }

    private static String target(JsonNode pod) {
        return pod.at("/spec/affinity/nodeAffinity/requiredDuringSchedulingIgnoredDuringExecution"
                        + "/nodeSelectorTerms/0/matchFields/0/values/0")
                .asText();
    }

    private boolean fits(ObjectNode set, ObjectNode node) {
        ObjectNode template = set.path("spec").path("template").deepCopy();
        tolerate(template);
        return NodeFit.matchesNode(template, node)
                && NodeFit.untolerated(template, node, List.of("NoSchedule", "NoExecute"))
                        .isEmpty();
    }

    private static boolean outdated(JsonNode set, JsonNode pod, String hash) {
        boolean onDelete = "OnDelete"
                .equals(set.path("spec").path("updateStrategy").path("type").asText());
        return !onDelete && !hash.equals(Meta.labels(pod).get("controller-revision-hash"));
    }

    private void create(ObjectNode set, ObjectNode node, String hash) {
        ObjectNode pod = PodTemplate.newPod(cluster, "apps/v1", "DaemonSet", set);
        Meta.labelsOf(pod)
                .put("controller-revision-hash", hash)
                .put("pod-template-generation", String.valueOf(Meta.generation(set)));
        tolerate(pod);
        pin(pod, Meta.name(node));
        PodTemplate.create(cluster, COMPONENT, set, pod);
    }

    private void delete(ObjectNode set, ObjectNode pod) {
        cluster.objects().delete("pods", Meta.namespace(pod), Meta.name(pod));
        cluster.events().normal(COMPONENT, set, "SuccessfulDelete", "Deleted pod: " + Meta.name(pod));
    }

    private static void tolerate(ObjectNode pod) {
        for (String taint : TOLERATED) {
            String[] parts = taint.split(":", 2);
            pod.withObject("/spec")
                    .withArray("tolerations")
                    .addObject()
                    .put("key", "node.kubernetes.io/" + parts[0])
                    .put("operator", "Exists")
                    .put("effect", parts[1]);
        }
    }

    /** The Pod may run on this node only; a DaemonSet's own node affinity has been checked already. */
    private static void pin(ObjectNode pod, String node) {
        ObjectNode affinity = pod.withObject("/spec").withObject("/affinity");
        ObjectNode term = affinity.putObject("nodeAffinity")
                .putObject("requiredDuringSchedulingIgnoredDuringExecution")
                .putArray("nodeSelectorTerms")
                .addObject();
        term.putArray("matchFields")
                .addObject()
                .put("key", "metadata.name")
                .put("operator", "In")
                .putArray("values")
                .add(node);
    }

    private void count(ObjectNode set) {
        List<ObjectNode> nodes = cluster.objects().list("nodes");
        List<ObjectNode> pods = pods(set);
        String hash = PodTemplate.hash(set.path("spec").path("template"));
        long desired = nodes.stream().filter(node -> fits(set, node)).count();
        long ready = pods.stream().filter(Pods::ready).count();
        long updated = pods.stream()
                .filter(pod -> hash.equals(Meta.labels(pod).get("controller-revision-hash")))
                .count();
        cluster.objects().updateStatus(DAEMON_SETS, Meta.namespace(set), Meta.name(set), changed -> {
            ObjectNode status = changed.withObject("/status");
            status.put("currentNumberScheduled", pods.size())
                    .put("numberMisscheduled", 0)
                    .put("desiredNumberScheduled", desired)
                    .put("numberReady", ready)
                    .put("observedGeneration", Meta.generation(set));
            ReplicaSetController.putOrRemove(status, "updatedNumberScheduled", updated);
            ReplicaSetController.putOrRemove(status, "numberAvailable", ready);
            ReplicaSetController.putOrRemove(status, "numberUnavailable", desired - ready);
        });
    }
}
