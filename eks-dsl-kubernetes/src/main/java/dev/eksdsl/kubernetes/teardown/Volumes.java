package dev.eksdsl.kubernetes.teardown;

import dev.eksdsl.resource.workload.Workload;
import io.fabric8.kubernetes.api.model.AWSElasticBlockStoreVolumeSource;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Volumes in AWS by their reclaim policy. A volume goes when its claim has gone, and a claim when no pod uses it any more; so
 * what runs those pods is deleted, and the claim. The driver's provisioner does the rest.
 */
record Volumes(Listing listing, Controllers controllers, Consumers consumers) {

    private static final String PROVISIONED_BY = "pv.kubernetes.io/provisioned-by";
    private static final String EBS = "ebs.csi.aws.com";

    /** The drivers of AWS that delete volumes, and the Deployments that do it; Auto Mode's is no Deployment. */
    private static final Map<String, String> DRIVERS = Map.of(
            EBS,
            "ebs-csi-controller",
            "efs.csi.aws.com",
            "efs-csi-controller",
            "fsx.csi.aws.com",
            "fsx-csi-controller",
            "ebs.csi.eks.amazonaws.com",
            "");

    /** The phases in which a volume is the provisioner's to delete. */
    private static final Set<String> GIVEN_BACK = Set.of("Released", "Failed");

    List<Held> find() {
        List<Held> found = new ArrayList<>();
        List<PersistentVolume> volumes = listing.all(PersistentVolume.class).stream()
                .filter(volume -> DRIVERS.containsKey(driver(volume)))
                .toList();
        if (volumes.isEmpty()) {
            return found;
        }
        Map<String, PersistentVolumeClaim> claims = new HashMap<>();
        listing.all(PersistentVolumeClaim.class)
                .forEach(claim -> claims.put(claim.getMetadata().getUid(), claim));
        List<PersistentVolumeClaim> going = new ArrayList<>();
        for (PersistentVolume volume : volumes) {
            if (isKept(volume)) {
                found.add(held(volume, Workload.Fate.KEPT, Controllers.Server.AWS));
            } else if (volume.getSpec().getClaimRef() != null) {
                found.add(held(volume, Workload.Fate.RELEASED, server(volume)));
                Optional.ofNullable(claims.get(volume.getSpec().getClaimRef().getUid()))
                        .ifPresent(going::add);
            }
        }
        consumers.of(going).forEach(consumer -> found.add(Held.ended(consumer)));
        going.forEach(claim -> found.add(Held.released(claim, "", Controllers.Server.AWS)));
        return found;
    }

    /** A driver deletes what it has made itself, if it is told to. */
    private static boolean isKept(PersistentVolume volume) {
        boolean made = volume.getMetadata().getAnnotations() != null
                && volume.getMetadata().getAnnotations().containsKey(PROVISIONED_BY);
        return !made || !"Delete".equals(volume.getSpec().getPersistentVolumeReclaimPolicy());
    }

    private Controllers.Server server(PersistentVolume volume) {
        String controller = DRIVERS.getOrDefault(driver(volume), "");
        return controller.isEmpty() ? Controllers.Server.AWS : controllers.named(controller);
    }

    private static Held held(PersistentVolume volume, Workload.Fate fate, Controllers.Server server) {
        String phase = volume.getStatus() == null ? "" : volume.getStatus().getPhase();
        ObjectReference claim = volume.getSpec().getClaimRef();
        Workload workload = new Workload(
                volume.getKind(),
                Held.name(volume),
                fate,
                id(volume),
                claim == null ? "" : claim.getNamespace() + "/" + claim.getName(),
                server.name(),
                server.runs(),
                volume.getMetadata().getFinalizers(),
                volume.isMarkedForDeletion() || GIVEN_BACK.contains(phase));
        return new Held(workload, Optional.empty(), false);
    }

    private static String driver(PersistentVolume volume) {
        if (volume.getSpec().getAwsElasticBlockStore() != null) {
            return EBS;
        }
        return volume.getSpec().getCsi() == null
                ? ""
                : volume.getSpec().getCsi().getDriver();
    }

    private static String id(PersistentVolume volume) {
        return volume.getSpec().getCsi() != null
                ? volume.getSpec().getCsi().getVolumeHandle()
                : Optional.ofNullable(volume.getSpec().getAwsElasticBlockStore())
                        .map(AWSElasticBlockStoreVolumeSource::getVolumeID)
                        .orElse("");
    }
}
