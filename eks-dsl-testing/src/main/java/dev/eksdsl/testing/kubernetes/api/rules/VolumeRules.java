package dev.eksdsl.testing.kubernetes.api.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.temporal.ChronoUnit;

/** PersistentVolumes. */
final class VolumeRules implements KindRules {

    @Override
    public void defaults(ObjectNode object) {
        ObjectNode spec = object.withObject("/spec");
        Defaults.set(spec, "persistentVolumeReclaimPolicy", "Retain");
        Defaults.set(spec, "volumeMode", "Filesystem");
    }

    @Override
    public void creating(ObjectNode object, Surroundings cluster) {
        String now = cluster.world().now().truncatedTo(ChronoUnit.SECONDS).toString();
        object.putObject("status").put("phase", "Pending").put("lastPhaseTransitionTime", now);
        Finalizers.add(object, "kubernetes.io/pv-protection");
    }
}
