package dev.eksdsl.testing.kubernetes.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Rolls Deployments out: one ReplicaSet for each template, scaled as the strategy allows. */
final class DeploymentController implements Controller {

    static final String REVISION = "deployment.kubernetes.io/revision";
    private static final String DEPLOYMENTS = "deployments.apps";
    private static final String REPLICA_SETS = "replicasets.apps";
    private static final String HASH = "pod-template-hash";
    private static final String COMPONENT = "deployment-controller";

    private final ClusterContext cluster;
    private final WorkQueue queue;

    DeploymentController(ClusterContext cluster) {
        this.cluster = cluster;
        this.queue = new WorkQueue(cluster, this::reconcile);
    }

    @Override
    public void changed(String type, String resource, ObjectNode object) {
        if (resource.equals(DEPLOYMENTS)) {
            queue.add(Key.of(object));
        } else if (resource.equals(REPLICA_SETS) && Pods.ownedBy(object, "Deployment")) {
            queue.add(new Key(
                    Meta.namespace(object),
                    Meta.controller(object).orElseThrow().path("name").asText()));
        }
    }

    private void reconcile(Key key) {
        Optional<ObjectNode> found = cluster.objects().get(DEPLOYMENTS, key.namespace(), key.name());
        if (found.isEmpty() || Meta.deleting(found.get())) {
            queue.cancelLater(key);
            return;
        }
        ObjectNode deployment = found.get();
        if (!deployment.path("spec").path("paused").asBoolean()) {
            roll(deployment);
        }
        writeStatus(deployment);
    }

    private void roll(ObjectNode deployment) {
        Rollout rollout = new Rollout(deployment);
        List<ObjectNode> sets = sets(deployment);
        Optional<ObjectNode> current = current(deployment, sets);
        boolean recreate = "Recreate"
                .equals(deployment.path("spec").path("strategy").path("type").asText());
        if (current.isEmpty()) {
            if (recreate && emptied(deployment, sets)) {
                create(deployment, rollout, sets, rollout.desired());
            } else if (!recreate) {
                int total = sets.stream().mapToInt(Rollout::wanted).sum();
                int room = Math.max(0, rollout.most() - total);
                create(deployment, rollout, sets, Math.min(rollout.desired(), room));
            }
            return;
        }
        List<ObjectNode> old = old(sets, current.get());
        renumber(deployment, current.get(), old);
        if (!recreate) {
            rollout.step(current.get(), old).forEach(step -> scale(deployment, rollout, step));
        } else if (Rollout.wanted(current.get()) != rollout.desired() && emptied(deployment, old)) {
            scale(deployment, rollout, new Rollout.Scale(current.get(), rollout.desired()));
        }
        forget(deployment, old);
    }

    /** Strategy Recreate: scales the old ReplicaSets to none; true once their Pods are gone. */
    private boolean emptied(ObjectNode deployment, List<ObjectNode> old) {
        Rollout rollout = new Rollout(deployment);
        boolean gone = true;
        for (ObjectNode set : old) {
            if (Rollout.wanted(set) > 0) {
                scale(deployment, rollout, new Rollout.Scale(set, 0));
            }
            gone &= Rollout.wanted(set) == 0
                    && set.path("status").path("replicas").asInt() == 0;
        }
        return gone;
    }

    List<ObjectNode> sets(JsonNode deployment) {
        return cluster.objects().list(REPLICA_SETS, Meta.namespace(deployment)).stream()
                .filter(set -> Meta.controlledBy(set, deployment))
                .sorted(Comparator.comparingLong(DeploymentController::revision))
                .toList();
    }

    static Optional<ObjectNode> current(JsonNode deployment, List<ObjectNode> sets) {
        JsonNode wanted = deployment.path("spec").path("template");
        return sets.stream()
                .filter(set -> withoutHash(set.path("spec").path("template")).equals(wanted))
                .findFirst();
    }

    private static List<ObjectNode> old(List<ObjectNode> sets, ObjectNode current) {
        return sets.stream()
                .filter(set -> !Meta.uid(set).equals(Meta.uid(current)))
                .toList();
    }

    private static JsonNode withoutHash(JsonNode template) {
        ObjectNode plain = template.deepCopy();
        ((ObjectNode) plain.path("metadata").path("labels")).remove(HASH);
        return plain;
    }

    private static long revision(JsonNode set) {
        String revision = Meta.annotation(set, REVISION);
        return revision.isEmpty() ? 0 : Long.parseLong(revision);
    }

    private void create(ObjectNode deployment, Rollout rollout, List<ObjectNode> sets, int replicas) {
        JsonNode template = deployment.path("spec").path("template");
        String hash = PodTemplate.hash(template);
        String name = Meta.name(deployment) + "-" + hash;
        ObjectNode set = Meta.object("apps/v1", "ReplicaSet", Meta.namespace(deployment), name);
        Meta.setController(set, "apps/v1", "Deployment", deployment);
        long revision = 1
                + sets.stream().mapToLong(DeploymentController::revision).max().orElse(0);
        annotate(set, rollout, revision);
        ObjectNode spec = set.putObject("spec");
        spec.put("replicas", replicas);
        if (deployment.path("spec").has("minReadySeconds")) {
            spec.set("minReadySeconds", deployment.path("spec").path("minReadySeconds"));
        }
        spec.set("selector", deployment.path("spec").path("selector").deepCopy());
        spec.withObject("/selector").withObject("/matchLabels").put(HASH, hash);
        spec.set("template", template.deepCopy());
        ObjectNode labels = spec.withObject("/template").withObject("/metadata").withObject("/labels");
        labels.put(HASH, hash);
        Meta.metadata(set).set("labels", labels.deepCopy());
        cluster.objects().create(REPLICA_SETS, set);
        setRevision(deployment, revision);
        new DeploymentStatus(cluster, deployment).created(name);
        if (replicas > 0) {
            announce(deployment, "up", name, 0, replicas);
        }
    }

    private static void annotate(ObjectNode set, Rollout rollout, long revision) {
        Meta.annotations(set)
                .put("deployment.kubernetes.io/desired-replicas", String.valueOf(rollout.desired()))
                .put("deployment.kubernetes.io/max-replicas", String.valueOf(rollout.most()))
                .put(REVISION, String.valueOf(revision));
    }

    /** After a rollback the template's old ReplicaSet becomes the newest revision again. */
    private void renumber(ObjectNode deployment, ObjectNode current, List<ObjectNode> old) {
        long newest =
                old.stream().mapToLong(DeploymentController::revision).max().orElse(0);
        long revision = revision(current) > newest ? revision(current) : newest + 1;
        Rollout rollout = new Rollout(deployment);
        cluster.objects()
                .update(
                        REPLICA_SETS,
                        Meta.namespace(current),
                        Meta.name(current),
                        set -> annotate(set, rollout, revision));
        setRevision(deployment, revision);
    }

    private void setRevision(ObjectNode deployment, long revision) {
        cluster.objects()
                .update(
                        DEPLOYMENTS,
                        Meta.namespace(deployment),
                        Meta.name(deployment),
                        changed -> Meta.annotations(changed).put(REVISION, String.valueOf(revision)));
    }

    private void scale(ObjectNode deployment, Rollout rollout, Rollout.Scale step) {
        int before = Rollout.wanted(step.set());
        cluster.objects().update(REPLICA_SETS, Meta.namespace(step.set()), Meta.name(step.set()), set -> {
            set.withObject("/spec").put("replicas", step.replicas());
            annotate(set, rollout, revision(set));
        });
        announce(deployment, step.replicas() > before ? "up" : "down", Meta.name(step.set()), before, step.replicas());
    }

    private void announce(ObjectNode deployment, String direction, String set, int before, int after) {
        String message = "Scaled " + direction + " replica set " + set + " from " + before + " to " + after;
        cluster.events().normal(COMPONENT, deployment, "ScalingReplicaSet", message);
    }

    /** Deletes the oldest empty ReplicaSets beyond the Deployment's revisionHistoryLimit. */
    private void forget(ObjectNode deployment, List<ObjectNode> old) {
        int limit = deployment.path("spec").path("revisionHistoryLimit").asInt(10);
        List<ObjectNode> empty = old.stream()
                .filter(set -> Rollout.wanted(set) == 0
                        && set.path("status").path("replicas").asInt() == 0)
                .toList();
        empty.stream()
                .limit(Math.max(0, empty.size() - limit))
                .forEach(set -> cluster.objects().delete(REPLICA_SETS, Meta.namespace(set), Meta.name(set)));
    }

    private void writeStatus(ObjectNode deployment) {
        List<ObjectNode> sets = sets(deployment);
        Optional<Instant> deadline = new DeploymentStatus(cluster, deployment).write(sets, current(deployment, sets));
        deadline.ifPresentOrElse(
                at -> queue.addAfter(Duration.between(cluster.now(), at), Key.of(deployment)),
                () -> queue.cancelLater(Key.of(deployment)));
    }
}
