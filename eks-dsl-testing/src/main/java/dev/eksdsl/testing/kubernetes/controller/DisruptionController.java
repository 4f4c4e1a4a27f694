package dev.eksdsl.testing.kubernetes.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Keeps the counts of PodDisruptionBudgets, which evictions are judged by. */
final class DisruptionController implements Controller {

    private static final String BUDGETS = "poddisruptionbudgets.policy";

    private final ClusterContext cluster;
    private final WorkQueue queue;

    DisruptionController(ClusterContext cluster) {
        this.cluster = cluster;
        this.queue = new WorkQueue(cluster, this::reconcile);
    }

    @Override
    public void changed(String type, String resource, ObjectNode object) {
        if (resource.equals(BUDGETS)) {
            queue.add(Key.of(object));
        } else if (resource.equals("pods")) {
            cluster.objects().list(BUDGETS, Meta.namespace(object)).stream()
                    .filter(budget -> covers(budget, object))
                    .forEach(budget -> queue.add(Key.of(budget)));
        }
    }

    private static boolean covers(JsonNode budget, JsonNode pod) {
        return LabelSelector.matches(budget.path("spec").path("selector"), Meta.labels(pod));
    }

    private void reconcile(Key key) {
        cluster.objects().get(BUDGETS, key.namespace(), key.name()).ifPresent(this::count);
    }

    private void count(ObjectNode budget) {
        List<ObjectNode> pods = cluster.objects().list("pods", Meta.namespace(budget)).stream()
                .filter(pod -> covers(budget, pod) && !Pods.finished(pod))
                .toList();
        int healthy =
                (int) pods.stream().filter(Pods::active).filter(Pods::ready).count();
        int desired = desired(budget.path("spec"), pods.size());
        int allowed = pods.isEmpty() ? 0 : Math.max(0, healthy - desired);
        cluster.objects().updateStatus(BUDGETS, Meta.namespace(budget), Meta.name(budget), changed -> {
            ObjectNode status = changed.withObject("/status");
            status.put("observedGeneration", Meta.generation(budget))
                    .put("disruptionsAllowed", allowed)
                    .put("currentHealthy", healthy)
                    .put("desiredHealthy", desired)
                    .put("expectedPods", pods.size());
            status.remove("disruptedPods");
            Conditions.set(
                    changed,
                    new Conditions.Condition(
                            "DisruptionAllowed", allowed > 0, allowed > 0 ? "SufficientPods" : "InsufficientPods", ""),
                    "",
                    cluster.timestamp());
            ((ObjectNode) Conditions.find(changed, "DisruptionAllowed"))
                    .put("observedGeneration", Meta.generation(budget));
        });
    }

    private static int desired(JsonNode spec, int pods) {
        if (spec.hasNonNull("minAvailable")) {
            return Rollout.share(spec.path("minAvailable"), pods, true);
        }
        int unavailable = Rollout.share(spec.path("maxUnavailable"), pods, true);
        return Math.max(0, pods - unavailable);
    }
}
