package dev.eksdsl.testing.kubernetes.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What becomes of volumes: attached to the node of a Pod that uses them and detached when it has gone, protected while in use
 * (Kubernetes, "Storage Object in Use Protection"), released with their claim and then deleted or retained.
 */
final class VolumeReclaimer implements Controller {

    private static final String VOLUMES = "persistentvolumes";
    private static final String CLAIM_PROTECTION = "kubernetes.io/pvc-protection";
    private static final String VOLUME_PROTECTION = "kubernetes.io/pv-protection";

    /** EC2 detaches or deletes a volume in a few seconds; the driver tries a refused deletion again. */
    private static final Duration STORAGE_TIME = Duration.ofSeconds(3);

    private final ClusterContext cluster;
    private final EbsDriver driver;
    private final WorkQueue claims;
    private final WorkQueue volumes;
    private final Set<String> busy = new HashSet<>();

    VolumeReclaimer(ClusterContext cluster, EbsDriver driver) {
        this.cluster = cluster;
        this.driver = driver;
        this.claims = new WorkQueue(cluster, this::reconcileClaim);
        this.volumes = new WorkQueue(cluster, this::reconcileVolume);
    }

    @Override
    public void changed(String type, String resource, ObjectNode object) {
        if (resource.equals(VolumeController.CLAIMS)) {
            claims.add(Key.of(object));
            boundTo(object).ifPresent(volume -> volumes.add(Key.of(volume)));
        } else if (resource.equals(VOLUMES) && !type.equals("DELETED")) {
            volumes.add(Key.of(object));
        } else if (resource.equals("pods")) {
            for (String name : VolumeController.claimsOf(object)) {
                claims.add(new Key(Meta.namespace(object), name));
            }
        }
    }

    /** Looks again at all volumes: the driver may run now. */
    void retry() {
        cluster.objects().list(VOLUMES).forEach(volume -> volumes.add(Key.of(volume)));
    }

    private void reconcileClaim(Key key) {
        List<ObjectNode> users = cluster.objects().list("pods", key.namespace()).stream()
                .filter(pod -> VolumeController.claimsOf(pod).contains(key.name()))
                .filter(pod -> !Pods.nodeName(pod).isEmpty() && !Pods.finished(pod))
                .toList();
        Optional<ObjectNode> claim = cluster.objects().get(VolumeController.CLAIMS, key.namespace(), key.name());
        claim.flatMap(this::boundTo).ifPresent(volume -> place(volume, users));
        if (users.isEmpty() && claim.filter(Meta::deleting).isPresent()) {
            letGo(VolumeController.CLAIMS, claim.get(), CLAIM_PROTECTION);
        }
    }

    private void place(ObjectNode volume, List<ObjectNode> users) {
        if (users.isEmpty()) {
            cluster.after(STORAGE_TIME, () -> detachUnused(volume));
        } else {
            cluster.objects()
                    .get("nodes", "", Pods.nodeName(users.get(0)))
                    .ifPresent(node -> driver.attach(volume, node));
        }
    }

    private void detachUnused(JsonNode volume) {
        JsonNode claim = volume.at("/spec/claimRef");
        boolean used = cluster.objects().list("pods", claim.path("namespace").asText()).stream()
                .anyMatch(pod -> VolumeController.claimsOf(pod)
                                .contains(claim.path("name").asText())
                        && !Pods.nodeName(pod).isEmpty());
        if (!used) {
            driver.detach(volume);
        }
    }

    private void reconcileVolume(Key key) {
        cluster.objects().get(VOLUMES, "", key.name()).ifPresent(volume -> {
            boolean released = claimOf(volume).isEmpty();
            if (!released) {
                return;
            }
            if (Meta.deleting(volume)) {
                letGo(VOLUMES, volume, VOLUME_PROTECTION);
                return;
            }
            cluster.objects()
                    .updateStatus(
                            VOLUMES,
                            "",
                            key.name(),
                            changed -> changed.withObject("/status").put("phase", "Released"));
            String policy = volume.at("/spec/persistentVolumeReclaimPolicy").asText();
            if (policy.equals("Delete") && driver.runs() && busy.add(key.name())) {
                cluster.after(STORAGE_TIME, () -> delete(key));
            }
        });
    }

    private void delete(Key key) {
        busy.remove(key.name());
        cluster.objects()
                .get(VOLUMES, "", key.name())
                .filter(volume -> driver.runs())
                .ifPresent(volume -> {
                    detachUnused(volume);
                    if (driver.delete(volume)) {
                        cluster.objects().delete(VOLUMES, "", key.name());
                    } else {
                        volumes.addAfter(STORAGE_TIME, key);
                    }
                });
    }

    private Optional<ObjectNode> claimOf(JsonNode volume) {
        JsonNode reference = volume.at("/spec/claimRef");
        return cluster.objects()
                .get(
                        VolumeController.CLAIMS,
                        reference.path("namespace").asText(),
                        reference.path("name").asText())
                .filter(claim -> Meta.uid(claim).equals(reference.path("uid").asText()));
    }

    private Optional<ObjectNode> boundTo(JsonNode claim) {
        String name = claim.path("spec").path("volumeName").asText();
        return name.isEmpty() ? Optional.empty() : cluster.objects().get(VOLUMES, "", name);
    }

    private void letGo(String resource, ObjectNode object, String finalizer) {
        if (Meta.hasFinalizer(object, finalizer)) {
            cluster.objects()
                    .update(
                            resource,
                            Meta.namespace(object),
                            Meta.name(object),
                            changed -> Meta.removeFinalizer(changed, finalizer));
        }
    }
}
