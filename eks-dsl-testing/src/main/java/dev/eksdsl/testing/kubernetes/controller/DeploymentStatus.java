package dev.eksdsl.testing.kubernetes.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.kubernetes.controller.Conditions.Condition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Writes the counts and conditions of a Deployment's status. */
final class DeploymentStatus {

    private static final String DEPLOYMENTS = "deployments.apps";
    private static final String FINISHED = "NewReplicaSetAvailable";

    private final ClusterContext cluster;
    private final ObjectNode deployment;
    private final Rollout rollout;

    DeploymentStatus(ClusterContext cluster, ObjectNode deployment) {
        this.cluster = cluster;
        this.deployment = deployment;
        this.rollout = new Rollout(deployment);
    }

    /** Notes that a rollout to a new ReplicaSet has begun. */
    void created(String replicaSet) {
        update(changed ->
                progressing(changed, true, "NewReplicaSetCreated", "Created new replica set \"" + replicaSet + "\""));
    }

    /**
     * Writes the status as it follows from the ReplicaSets.
     *
     * @return when to look again for the progress deadline; empty if nothing is in progress
     */
    Optional<Instant> write(List<ObjectNode> sets, Optional<ObjectNode> current) {
        int replicas = sum(sets, "replicas");
        int updated = current.map(set -> count(set, "replicas")).orElse(0);
        int available = sum(sets, "availableReplicas");
        update(changed -> {
            JsonNode before = changed.path("status").deepCopy();
            ObjectNode status = changed.withObject("/status");
            status.put("observedGeneration", Meta.generation(changed));
            ReplicaSetController.putOrRemove(status, "replicas", replicas);
            ReplicaSetController.putOrRemove(status, "updatedReplicas", updated);
            ReplicaSetController.putOrRemove(status, "readyReplicas", sum(sets, "readyReplicas"));
            ReplicaSetController.putOrRemove(status, "availableReplicas", available);
            int wantedInAll = sets.stream().mapToInt(Rollout::wanted).sum();
            ReplicaSetController.putOrRemove(status, "unavailableReplicas", Math.max(0, wantedInAll - available));
            availability(changed, available);
            current.ifPresent(set -> {
                progress(changed, before, Meta.name(set));
                replicaFailure(changed, Conditions.find(set, ReplicaSetController.REPLICA_FAILURE));
            });
        });
        return deadline();
    }

    private void availability(ObjectNode changed, int available) {
        Condition condition = available >= rollout.leastAvailable()
                ? new Condition("Available", true, "MinimumReplicasAvailable", "Deployment has minimum availability.")
                : new Condition(
                        "Available",
                        false,
                        "MinimumReplicasUnavailable",
                        "Deployment does not have minimum availability.");
        Conditions.set(changed, condition, "lastUpdateTime", cluster.timestamp());
    }

    private void progress(ObjectNode changed, JsonNode before, String set) {
        JsonNode condition = Conditions.find(changed, "Progressing");
        boolean finishedBefore = FINISHED.equals(condition.path("reason").asText())
                && changed.path("status").path("replicas").asInt()
                        == changed.path("status").path("updatedReplicas").asInt();
        if (finishedBefore) {
            return;
        }
        if (complete(changed)) {
            progressing(changed, true, FINISHED, "ReplicaSet \"" + set + "\" has successfully progressed.");
        } else if (moved(before, changed.path("status"))) {
            progressing(changed, true, "ReplicaSetUpdated", "ReplicaSet \"" + set + "\" is progressing.");
            touch(changed);
        } else if (condition.isObject() && !due(condition).isAfter(cluster.now())) {
            progressing(
                    changed,
                    false,
                    "ProgressDeadlineExceeded",
                    "ReplicaSet \"" + set + "\" has timed out progressing.");
        }
    }

    private void replicaFailure(ObjectNode changed, JsonNode ofReplicaSet) {
        if (ofReplicaSet.isMissingNode()) {
            Conditions.remove(changed, ReplicaSetController.REPLICA_FAILURE);
            return;
        }
        Condition condition = new Condition(
                ReplicaSetController.REPLICA_FAILURE,
                true,
                ofReplicaSet.path("reason").asText(),
                ofReplicaSet.path("message").asText());
        Conditions.set(changed, condition, "lastUpdateTime", cluster.timestamp());
    }

    private boolean complete(ObjectNode changed) {
        JsonNode status = changed.path("status");
        return count(status, "updatedReplicas", rollout.desired())
                && count(status, "replicas", rollout.desired())
                && count(status, "availableReplicas", rollout.desired());
    }

    private static boolean count(JsonNode status, String field, int wanted) {
        return status.path(field).asInt() == wanted;
    }

    private static boolean moved(JsonNode before, JsonNode after) {
        int oldBefore =
                before.path("replicas").asInt() - before.path("updatedReplicas").asInt();
        int oldAfter =
                after.path("replicas").asInt() - after.path("updatedReplicas").asInt();
        return after.path("updatedReplicas").asInt()
                        > before.path("updatedReplicas").asInt()
                || oldAfter < oldBefore
                || after.path("readyReplicas").asInt()
                        > before.path("readyReplicas").asInt()
                || after.path("availableReplicas").asInt()
                        > before.path("availableReplicas").asInt();
    }

    /** The progress deadline counts from the last progress, so the update time moves although the text stays. */
    private void touch(ObjectNode changed) {
        ((ObjectNode) Conditions.find(changed, "Progressing")).put("lastUpdateTime", cluster.timestamp());
    }

    private void progressing(ObjectNode changed, boolean holds, String reason, String message) {
        Conditions.set(
                changed, new Condition("Progressing", holds, reason, message), "lastUpdateTime", cluster.timestamp());
    }

    private Instant due(JsonNode condition) {
        int seconds = deployment.path("spec").path("progressDeadlineSeconds").asInt(600);
        return Instant.parse(condition.path("lastUpdateTime").asText()).plus(Duration.ofSeconds(seconds));
    }

    private Optional<Instant> deadline() {
        return cluster.objects()
                .get(DEPLOYMENTS, Meta.namespace(deployment), Meta.name(deployment))
                .map(now -> Conditions.find(now, "Progressing"))
                .filter(condition -> condition.path("status").asText().equals("True")
                        && !condition.path("reason").asText().equals(FINISHED))
                .map(this::due)
                .filter(at -> at.isAfter(cluster.now()));
    }

    private void update(Consumer<ObjectNode> change) {
        cluster.objects().updateStatus(DEPLOYMENTS, Meta.namespace(deployment), Meta.name(deployment), change);
    }

    private static int sum(List<ObjectNode> sets, String field) {
        return sets.stream().mapToInt(set -> count(set, field)).sum();
    }

    private static int count(JsonNode set, String field) {
        return set.path("status").path(field).asInt();
    }
}
