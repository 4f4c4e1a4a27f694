package dev.eksdsl.testing.kubernetes.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Writes PersistentVolumes, as the external provisioner does. */
final class PersistentVolumes {

    private PersistentVolumes() {}

    /**
     * The volume of a claim.
     *
     * @param id the volume's id in AWS
     * @param zone where it is; empty if that is not said
     */
    static ObjectNode of(String name, JsonNode claim, JsonNode storageClass, String id, String zone) {
        ObjectNode volume = Meta.object("v1", "PersistentVolume", "", name);
        Meta.annotations(volume).put("pv.kubernetes.io/provisioned-by", EbsDriver.NAME);
        ObjectNode spec = volume.putObject("spec");
        spec.set(
                "capacity",
                claim.path("spec").path("resources").path("requests").deepCopy());
        spec.set("accessModes", claim.path("spec").path("accessModes").deepCopy());
        ObjectNode reference =
                spec.putObject("claimRef").put("apiVersion", "v1").put("kind", "PersistentVolumeClaim");
        reference
                .put("namespace", Meta.namespace(claim))
                .put("name", Meta.name(claim))
                .put("uid", Meta.uid(claim));
        spec.put(
                        "persistentVolumeReclaimPolicy",
                        storageClass.path("reclaimPolicy").asText("Delete"))
                .put("storageClassName", Meta.name(storageClass))
                .put("volumeMode", "Filesystem");
        String type = storageClass.at("/parameters/csi.storage.k8s.io~1fstype").asText("ext4");
        spec.putObject("csi")
                .put("driver", EbsDriver.NAME)
                .put("fsType", type.isEmpty() ? "ext4" : type)
                .put("volumeHandle", id);
        if (!zone.isEmpty()) {
            affinity(spec, zone);
        }
        return volume;
    }

    private static void affinity(ObjectNode spec, String zone) {
        spec.putObject("nodeAffinity")
                .putObject("required")
                .putArray("nodeSelectorTerms")
                .addObject()
                .putArray("matchExpressions")
                .addObject()
                .put("key", "topology.kubernetes.io/zone")
                .put("operator", "In")
                .putArray("values")
                .add(zone);
    }
}
