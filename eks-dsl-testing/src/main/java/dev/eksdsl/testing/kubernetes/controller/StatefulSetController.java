package dev.eksdsl.testing.kubernetes.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Runs the numbered Pods of StatefulSets, one after the other, each with its own volume claims. */
final class StatefulSetController implements Controller {

    private static final String STATEFUL_SETS = "statefulsets.apps";
    private static final String COMPONENT = "statefulset-controller";
    private static final String REVISION = "controller-revision-hash";

    private final ClusterContext cluster;
    private final WorkQueue queue;

    StatefulSetController(ClusterContext cluster) {
        this.cluster = cluster;
        this.queue = new WorkQueue(cluster, this::reconcile);
    }

    @Override
    public void changed(String type, String resource, ObjectNode object) {
        if (resource.equals(STATEFUL_SETS)) {
            queue.add(Key.of(object));
        } else if (resource.equals("pods") && Pods.ownedBy(object, "StatefulSet")) {
            queue.add(new Key(
                    Meta.namespace(object),
                    Meta.controller(object).orElseThrow().path("name").asText()));
        }
    }

    private void reconcile(Key key) {
        cluster.objects().get(STATEFUL_SETS, key.namespace(), key.name()).ifPresent(set -> {
            if (!Meta.deleting(set)) {
                step(set);
                count(set);
            }
        });
    }

    /** The set's Pods by their number, those that are ending included: a number is free only once its Pod is gone. */
    private Map<Integer, ObjectNode> pods(JsonNode set) {
        Map<Integer, ObjectNode> pods = new TreeMap<>();
        for (ObjectNode pod : cluster.objects().list("pods", Meta.namespace(set))) {
            if (Meta.controlledBy(pod, set)) {
                String name = Meta.name(pod);
                pods.put(Integer.parseInt(name.substring(name.lastIndexOf('-') + 1)), pod);
            }
        }
        return pods;
    }

    private void step(ObjectNode set) {
        Map<Integer, ObjectNode> pods = pods(set);
        int replicas = set.path("spec").path("replicas").asInt(1);
        boolean parallel =
                "Parallel".equals(set.path("spec").path("podManagementPolicy").asText());
        for (int number = 0; number < replicas; number++) {
            ObjectNode pod = pods.get(number);
            if (pod == null) {
                create(set, number);
            }
            if (!parallel && (pod == null || !Pods.ready(pod) || Meta.deleting(pod))) {
                return;
            }
        }
        removeSurplus(set, pods, replicas, parallel);
        replaceOutdated(set, pods, replicas);
    }

    private void removeSurplus(ObjectNode set, Map<Integer, ObjectNode> pods, int replicas, boolean parallel) {
        List<ObjectNode> surplus = pods.entrySet().stream()
                .filter(pod -> pod.getKey() >= replicas)
                .sorted(Map.Entry.<Integer, ObjectNode>comparingByKey().reversed())
                .map(Map.Entry::getValue)
                .toList();
        for (ObjectNode pod : surplus) {
            if (!Meta.deleting(pod)) {
                delete(set, pod);
            }
            if (!parallel) {
                return;
            }
        }
    }

    /** A rolling update goes from the highest number down, one Pod at a time. */
    private void replaceOutdated(ObjectNode set, Map<Integer, ObjectNode> pods, int replicas) {
        JsonNode strategy = set.path("spec").path("updateStrategy");
        boolean allServe = pods.values().stream().allMatch(pod -> Pods.ready(pod) && !Meta.deleting(pod));
        if (strategy.path("type").asText().equals("OnDelete") || !allServe) {
            return;
        }
        String hash = hash(set);
        int partition = strategy.path("rollingUpdate").path("partition").asInt();
        for (int number = replicas - 1; number >= partition; number--) {
            ObjectNode pod = pods.get(number);
            if (pod != null && !hash.equals(Meta.labels(pod).get(REVISION))) {
                delete(set, pod);
                return;
            }
        }
    }

    private static String hash(JsonNode set) {
        return Meta.name(set) + "-" + PodTemplate.hash(set.path("spec").path("template"));
    }

    private void create(ObjectNode set, int number) {
        String name = Meta.name(set) + "-" + number;
        ObjectNode pod = PodTemplate.newPod(cluster, "apps/v1", "StatefulSet", set);
        Meta.metadata(pod).put("name", name).put("generateName", Meta.name(set) + "-");
        Meta.labelsOf(pod)
                .put("apps.kubernetes.io/pod-index", String.valueOf(number))
                .put(REVISION, hash(set))
                .put("statefulset.kubernetes.io/pod-name", name);
        ObjectNode spec = pod.withObject("/spec");
        spec.put("hostname", name);
        if (!set.path("spec").path("serviceName").asText().isEmpty()) {
            spec.put("subdomain", set.path("spec").path("serviceName").asText());
        }
        for (JsonNode template : set.path("spec").path("volumeClaimTemplates")) {
            String claim = Meta.name(template) + "-" + name;
            claim(set, template, claim);
            ObjectNode volume = spec.withArray("volumes").addObject();
            volume.put("name", Meta.name(template))
                    .putObject("persistentVolumeClaim")
                    .put("claimName", claim);
        }
        PodTemplate.create(cluster, COMPONENT, set, pod);
    }

    /** A claim outlives its Pod: the next Pod of the same number gets it again. */
    private void claim(ObjectNode set, JsonNode template, String name) {
        Optional<ObjectNode> existing = cluster.objects().get(VolumeController.CLAIMS, Meta.namespace(set), name);
        if (existing.isEmpty()) {
            ObjectNode claim = Meta.object("v1", "PersistentVolumeClaim", Meta.namespace(set), name);
            JsonNode labels = set.path("spec").path("selector").path("matchLabels");
            Meta.strings(labels).forEach(Meta.labelsOf(claim)::put);
            claim.set("spec", template.path("spec").deepCopy());
            cluster.objects().create(VolumeController.CLAIMS, claim);
        }
    }

    private void delete(ObjectNode set, ObjectNode pod) {
        cluster.objects().delete("pods", Meta.namespace(pod), Meta.name(pod));
        String message = "delete Pod " + Meta.name(pod) + " in StatefulSet " + Meta.name(set) + " successful";
        cluster.events().normal(COMPONENT, set, "SuccessfulDelete", message);
    }

    private void count(ObjectNode set) {
        List<ObjectNode> pods = pods(set).values().stream().filter(Pods::active).toList();
        String hash = hash(set);
        long ready = pods.stream().filter(Pods::ready).count();
        long updated = pods.stream()
                .filter(pod -> hash.equals(Meta.labels(pod).get(REVISION)))
                .count();
        cluster.objects().updateStatus(STATEFUL_SETS, Meta.namespace(set), Meta.name(set), changed -> {
            ObjectNode status = changed.withObject("/status");
            status.put("observedGeneration", Meta.generation(set));
            status.put("replicas", pods.size());
            ReplicaSetController.putOrRemove(status, "readyReplicas", ready);
            ReplicaSetController.putOrRemove(status, "updatedReplicas", updated);
            status.put("availableReplicas", ready);
            status.put("updateRevision", hash);
            if (updated == pods.size()) {
                ReplicaSetController.putOrRemove(status, "currentReplicas", updated);
                status.put("currentRevision", hash);
            }
        });
    }
}
