package dev.eksdsl.testing.kubernetes.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.kubernetes.controller.Conditions.Condition;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps as many Pods as each ReplicaSet wants, and counts them. */
final class ReplicaSetController implements Controller {

    static final String REPLICA_FAILURE = "ReplicaFailure";
    private static final String REPLICA_SETS = "replicasets.apps";
    private static final String COMPONENT = "replicaset-controller";
    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);

    /** After so many refusals in a row nothing is tried any more, so that a virtual timeline comes to rest. */
    private static final int MOST_ATTEMPTS = 10;

    private final ClusterContext cluster;
    private final WorkQueue queue;
    private final Map<String, Integer> refusals = new HashMap<>();

    ReplicaSetController(ClusterContext cluster) {
        this.cluster = cluster;
        this.queue = new WorkQueue(cluster, this::reconcile);
    }

    @Override
    public void changed(String type, String resource, ObjectNode object) {
        if (resource.equals(REPLICA_SETS)) {
            queue.add(Key.of(object));
        } else if (resource.equals("pods") && Pods.ownedBy(object, "ReplicaSet")) {
            queue.add(new Key(
                    Meta.namespace(object),
                    Meta.controller(object).orElseThrow().path("name").asText()));
        }
    }

    private void reconcile(Key key) {
        cluster.objects().get(REPLICA_SETS, key.namespace(), key.name()).ifPresent(set -> {
            if (!Meta.deleting(set)) {
                scale(set);
            }
            count(set);
        });
    }

    private List<ObjectNode> pods(JsonNode set) {
        return cluster.objects().list("pods", Meta.namespace(set)).stream()
                .filter(pod -> Meta.controlledBy(pod, set) && Pods.active(pod))
                .toList();
    }

    private void scale(ObjectNode set) {
        List<ObjectNode> pods = pods(set);
        int missing = set.path("spec").path("replicas").asInt(1) - pods.size();
        Optional<String> refusal = Optional.empty();
        for (int i = 0; i < missing && refusal.isEmpty(); i++) {
            ObjectNode pod = PodTemplate.newPod(cluster, "apps/v1", "ReplicaSet", set);
            refusal = PodTemplate.create(cluster, COMPONENT, set, pod);
        }
        tell(set, refusal);
        pods.stream().sorted(leastWorthKeeping()).limit(Math.max(0, -missing)).forEach(pod -> {
            cluster.objects().delete("pods", Meta.namespace(pod), Meta.name(pod));
            cluster.events().normal(COMPONENT, set, "SuccessfulDelete", "Deleted pod: " + Meta.name(pod));
        });
    }

    /** Says in a condition whether Pods are refused, and tries again at growing intervals if so. */
    private void tell(ObjectNode set, Optional<String> refusal) {
        cluster.objects().updateStatus(REPLICA_SETS, Meta.namespace(set), Meta.name(set), changed -> {
            if (refusal.isPresent()) {
                Condition condition = new Condition(REPLICA_FAILURE, true, "FailedCreate", refusal.get());
                Conditions.set(changed, condition, "", cluster.timestamp());
            } else {
                Conditions.remove(changed, REPLICA_FAILURE);
            }
        });
        if (refusal.isEmpty()) {
            refusals.remove(Meta.uid(set));
            return;
        }
        int before = refusals.merge(Meta.uid(set), 1, Integer::sum) - 1;
        if (before < MOST_ATTEMPTS) {
            queue.addAfter(FIRST_RETRY.multipliedBy(1L << before), Key.of(set));
        }
    }

    /** Pods without a node go first, then those that are not ready, then the youngest. */
    private static Comparator<ObjectNode> leastWorthKeeping() {
        return Comparator.<ObjectNode, Boolean>comparing(
                        pod -> !Pods.nodeName(pod).isEmpty())
                .thenComparing(Pods::ready)
                .thenComparing(Meta::created, Comparator.reverseOrder())
                .thenComparing(Meta::name);
    }

    private void count(ObjectNode set) {
        List<ObjectNode> pods = pods(set);
        int minReady = set.path("spec").path("minReadySeconds").asInt();
        long ready = pods.stream().filter(Pods::ready).count();
        long available = pods.stream()
                .filter(pod -> Pods.available(pod, minReady, cluster.now()))
                .count();
        cluster.objects().updateStatus(REPLICA_SETS, Meta.namespace(set), Meta.name(set), changed -> {
            ObjectNode status = changed.withObject("/status");
            status.put("replicas", pods.size());
            putOrRemove(status, "fullyLabeledReplicas", pods.size());
            putOrRemove(status, "readyReplicas", ready);
            putOrRemove(status, "availableReplicas", available);
            status.put("observedGeneration", Meta.generation(set));
        });
        if (available < ready) {
            queue.addAfter(Duration.ofSeconds(minReady), Key.of(set));
        }
    }

    /** Counts of zero are left out, as omitted-when-empty fields of the API are. */
    static void putOrRemove(ObjectNode status, String field, long count) {
        if (count == 0) {
            status.remove(field);
        } else {
            status.put(field, count);
        }
    }
}
