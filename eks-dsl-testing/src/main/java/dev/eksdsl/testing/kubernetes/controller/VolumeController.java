package dev.eksdsl.testing.kubernetes.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes volumes for claims once the EBS CSI driver runs, and binds claims to volumes. */
final class VolumeController implements Controller {

    static final String CLAIMS = "persistentvolumeclaims";
    private static final String VOLUMES = "persistentvolumes";
    private static final String CLASSES = "storageclasses.storage.k8s.io";
    private static final String SELECTED_NODE = "volume.kubernetes.io/selected-node";
    private static final String COMPONENT = "persistentvolume-controller";

    /** EBS creates a volume in a few seconds. */
    private static final Duration PROVISIONING = Duration.ofSeconds(3);

    private final ClusterContext cluster;
    private final EbsDriver driver;
    private final WorkQueue queue;
    private final Set<String> provisioning = new HashSet<>();

    VolumeController(ClusterContext cluster, EbsDriver driver) {
        this.cluster = cluster;
        this.driver = driver;
        this.queue = new WorkQueue(cluster, this::reconcile);
    }

    @Override
    public void changed(String type, String resource, ObjectNode object) {
        if (resource.equals(CLAIMS) && !type.equals("DELETED")) {
            queue.add(Key.of(object));
        } else if (resource.equals(CLASSES)) {
            retry();
        }
    }

    /** Looks again at all claims: the driver may run now. */
    void retry() {
        cluster.objects().list(CLAIMS).forEach(claim -> queue.add(Key.of(claim)));
    }

    /** Why the Pod cannot be scheduled because of its volumes; empty if it can. */
    Optional<String> problemOf(JsonNode pod) {
        String count = "0/" + cluster.objects().list("nodes").size() + " nodes are available: ";
        for (String name : claimsOf(pod)) {
            Optional<ObjectNode> claim = cluster.objects().get(CLAIMS, Meta.namespace(pod), name);
            if (claim.isEmpty()) {
                return Optional.of(count + "persistentvolumeclaim \"" + name + "\" not found.");
            }
            if (!bound(claim.get()) && !waitsForConsumer(claim.get())) {
                return Optional.of(count + "pod has unbound immediate PersistentVolumeClaims.");
            }
        }
        return Optional.empty();
    }

    /** Whether all volumes of the Pod are there; if not, tells the claims that this node was chosen. */
    boolean readyOn(JsonNode pod, String node) {
        boolean ready = true;
        for (String name : claimsOf(pod)) {
            Optional<ObjectNode> claim = cluster.objects().get(CLAIMS, Meta.namespace(pod), name);
            if (claim.isPresent() && !bound(claim.get())) {
                ready = false;
                cluster.objects()
                        .update(
                                CLAIMS,
                                Meta.namespace(pod),
                                name,
                                changed -> Meta.annotations(changed).put(SELECTED_NODE, node));
            }
        }
        return ready;
    }

    /** The claims that a Pod uses, by name. */
    static List<String> claimsOf(JsonNode pod) {
        return pod.path("spec").path("volumes").findValues("persistentVolumeClaim").stream()
                .map(claim -> claim.path("claimName").asText())
                .toList();
    }

    private static boolean bound(JsonNode claim) {
        return "Bound".equals(claim.path("status").path("phase").asText());
    }

    private Optional<ObjectNode> storageClass(JsonNode claim) {
        return cluster.objects()
                .get(CLASSES, "", claim.path("spec").path("storageClassName").asText());
    }

    private boolean waitsForConsumer(JsonNode claim) {
        return storageClass(claim)
                .map(found -> "WaitForFirstConsumer"
                        .equals(found.path("volumeBindingMode").asText()))
                .orElse(false);
    }

    private void reconcile(Key key) {
        Optional<ObjectNode> claim = cluster.objects()
                .get(CLAIMS, key.namespace(), key.name())
                .filter(found -> !bound(found) && !Meta.deleting(found));
        if (claim.isEmpty()) {
            return;
        }
        cluster.objects()
                .updateStatus(
                        CLAIMS,
                        key.namespace(),
                        key.name(),
                        changed -> changed.withObject("/status").put("phase", "Pending"));
        if (storageClass(claim.get()).isEmpty()) {
            return;
        }
        ObjectNode storageClass = storageClass(claim.get()).orElseThrow();
        boolean waits = waitsForConsumer(claim.get())
                && Meta.annotation(claim.get(), SELECTED_NODE).isEmpty();
        if (waits) {
            cluster.events()
                    .normal(
                            COMPONENT,
                            claim.get(),
                            "WaitForFirstConsumer",
                            "waiting for first consumer to be created before binding");
        } else if (EbsDriver.serves(storageClass)) {
            provision(claim.get(), storageClass);
        }
    }

    private void provision(ObjectNode claim, ObjectNode storageClass) {
        if (!driver.runs()) {
            cluster.events()
                    .normal(
                            COMPONENT,
                            claim,
                            "ExternalProvisioning",
                            "Waiting for a volume to be created either by the external provisioner 'ebs.csi.aws.com' or"
                                    + " manually by the system administrator. If volume creation is delayed, please"
                                    + " verify that the provisioner is running and correctly registered.");
        } else if (provisioning.add(Meta.uid(claim))) {
            cluster.after(PROVISIONING, () -> {
                provisioning.remove(Meta.uid(claim));
                cluster.objects()
                        .get(CLAIMS, Meta.namespace(claim), Meta.name(claim))
                        .filter(now -> Meta.uid(now).equals(Meta.uid(claim)))
                        .ifPresent(now -> bind(now, storageClass));
            });
        }
    }

    private void bind(ObjectNode claim, ObjectNode storageClass) {
        String name = "pvc-" + Meta.uid(claim);
        String zone = zone(claim);
        String id = driver.create(name, claim, storageClass, zone);
        cluster.objects().create(VOLUMES, PersistentVolumes.of(name, claim, storageClass, id, zone));
        cluster.objects()
                .updateStatus(
                        VOLUMES,
                        "",
                        name,
                        changed -> changed.withObject("/status").put("phase", "Bound"));
        cluster.objects().update(CLAIMS, Meta.namespace(claim), Meta.name(claim), changed -> {
            Meta.annotations(changed)
                    .put("pv.kubernetes.io/bind-completed", "yes")
                    .put("pv.kubernetes.io/bound-by-controller", "yes")
                    .put("volume.kubernetes.io/storage-provisioner", EbsDriver.NAME);
            changed.withObject("/spec").put("volumeName", name);
        });
        cluster.objects().updateStatus(CLAIMS, Meta.namespace(claim), Meta.name(claim), changed -> {
            ObjectNode status = changed.withObject("/status").put("phase", "Bound");
            status.set("accessModes", claim.path("spec").path("accessModes").deepCopy());
            status.set(
                    "capacity",
                    claim.path("spec").path("resources").path("requests").deepCopy());
        });
        cluster.events()
                .normal(EbsDriver.NAME, claim, "ProvisioningSucceeded", "Successfully provisioned volume " + name);
    }

    private String zone(JsonNode claim) {
        return cluster.objects()
                .get("nodes", "", Meta.annotation(claim, SELECTED_NODE))
                .map(node -> Meta.labels(node).getOrDefault("topology.kubernetes.io/zone", ""))
                .orElse("");
    }
}
