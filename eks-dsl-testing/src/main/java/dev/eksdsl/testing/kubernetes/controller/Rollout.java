package dev.eksdsl.testing.kubernetes.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * How far each ReplicaSet of a Deployment may go at this moment: the arithmetic of maxSurge and maxUnavailable, without
 * side effects.
 */
final class Rollout {

    /** A ReplicaSet and how many replicas it is to have. */
    record Scale(ObjectNode set, int replicas) {}

    private final int desired;
    private final int maxSurge;
    private final int maxUnavailable;

    Rollout(JsonNode deployment) {
        desired = deployment.path("spec").path("replicas").asInt(1);
        JsonNode limits = deployment.path("spec").path("strategy").path("rollingUpdate");
        int surge = share(limits.path("maxSurge"), desired, true);
        int unavailable = share(limits.path("maxUnavailable"), desired, false);
        maxSurge = surge;
        // both zero would forbid every step; Kubernetes then lets one replica go
        maxUnavailable = surge == 0 && unavailable == 0 ? 1 : unavailable;
    }

    int desired() {
        return desired;
    }

    /** Most replicas at a time: what the ReplicaSets' annotation max-replicas says. */
    int most() {
        return desired + maxSurge;
    }

    int leastAvailable() {
        return Math.max(0, desired - maxUnavailable);
    }

    /** The next step of a rolling update; empty if there is none to take before something turns ready or goes. */
    List<Scale> step(ObjectNode current, List<ObjectNode> old) {
        int total = wanted(current) + old.stream().mapToInt(Rollout::wanted).sum();
        if (wanted(current) > desired) {
            return List.of(new Scale(current, desired));
        }
        int room = most() - total;
        if (wanted(current) < desired && room > 0) {
            return List.of(new Scale(current, Math.min(desired, wanted(current) + room)));
        }
        return scaleDown(current, old, total);
    }

    private List<Scale> scaleDown(ObjectNode current, List<ObjectNode> old, int total) {
        int notYetAvailable = wanted(current) - available(current);
        int budget = total - leastAvailable() - notYetAvailable;
        List<Scale> steps = new ArrayList<>();
        for (ObjectNode set : old) {
            // replicas that do not serve cost no availability: they go first
            int unhealthy = Math.max(0, wanted(set) - available(set));
            int gone = Math.min(Math.max(0, budget), unhealthy);
            budget -= gone;
            steps.add(new Scale(set, wanted(set) - gone));
        }
        int available =
                available(current) + old.stream().mapToInt(Rollout::available).sum();
        int spare = Math.min(Math.max(0, budget), Math.max(0, available - leastAvailable()));
        for (int i = 0; i < steps.size(); i++) {
            Scale step = steps.get(i);
            int gone = Math.min(spare, step.replicas());
            spare -= gone;
            steps.set(i, new Scale(step.set(), step.replicas() - gone));
        }
        return steps.stream()
                .filter(step -> step.replicas() != wanted(step.set()))
                .toList();
    }

    static int wanted(JsonNode replicaSet) {
        return replicaSet.path("spec").path("replicas").asInt();
    }

    static int available(JsonNode replicaSet) {
        return replicaSet.path("status").path("availableReplicas").asInt();
    }

    /** A number, or a percentage of the whole that is rounded up or down. */
    static int share(JsonNode numberOrPercentage, int whole, boolean up) {
        String text = numberOrPercentage.asText("0");
        if (!text.endsWith("%")) {
            return numberOrPercentage.asInt();
        }
        int percent = Integer.parseInt(text.substring(0, text.length() - 1));
        return (percent * whole + (up ? 99 : 0)) / 100;
    }
}
