package dev.eksdsl.testing.kubernetes.api.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.kubernetes.api.status.Cause;
import java.util.List;
import java.util.Set;

/** StatefulSets. */
final class StatefulSetRules implements KindRules {

    private static final Set<String> CHANGEABLE = Set.of(
            "replicas",
            "ordinals",
            "template",
            "updateStrategy",
            "persistentVolumeClaimRetentionPolicy",
            "minReadySeconds",
            "revisionHistoryLimit");

    @Override
    public void defaults(ObjectNode object) {
        ObjectNode spec = object.withObject("/spec");
        PodDefaults.template(spec);
        Defaults.set(spec, "replicas", 1);
        Defaults.set(spec, "podManagementPolicy", "OrderedReady");
        ObjectNode strategy = spec.withObjectProperty("updateStrategy");
        Defaults.set(strategy, "type", "RollingUpdate");
        if (strategy.path("type").asText().equals("RollingUpdate")) {
            Defaults.set(strategy.withObjectProperty("rollingUpdate"), "partition", 0);
        }
        Defaults.set(spec, "revisionHistoryLimit", 10);
        ObjectNode retention = spec.withObjectProperty("persistentVolumeClaimRetentionPolicy");
        Defaults.set(retention, "whenDeleted", "Retain");
        Defaults.set(retention, "whenScaled", "Retain");
        for (JsonNode claim : spec.path("volumeClaimTemplates")) {
            Defaults.set((ObjectNode) claim, "kind", "PersistentVolumeClaim");
            Defaults.set((ObjectNode) claim, "apiVersion", "v1");
            Defaults.set(claim.withObject("/spec"), "volumeMode", "Filesystem");
            Defaults.set(claim.withObject("/status"), "phase", "Pending");
        }
    }

    @Override
    public void check(ObjectNode object, List<Cause> causes) {
        WorkloadChecks.check(object, causes);
    }

    @Override
    public void checkUpdate(ObjectNode object, ObjectNode before, List<Cause> causes) {
        ObjectNode now = ((ObjectNode) object.path("spec")).deepCopy().without(CHANGEABLE);
        ObjectNode then = ((ObjectNode) before.path("spec")).deepCopy().without(CHANGEABLE);
        if (!now.equals(then)) {
            causes.add(Cause.forbidden(
                    "spec",
                    "updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy',"
                            + " 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden"));
        }
    }
}
