package dev.eksdsl.testing.kubernetes.api.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.kubernetes.api.status.Cause;
import java.util.List;

/** PersistentVolumeClaims: protected while in use, of the default class if they name none. */
final class ClaimRules implements KindRules {

    private static final String DEFAULT = "storageclass.kubernetes.io/is-default-class";

    @Override
    public void defaults(ObjectNode object) {
        Defaults.set(object.withObject("/spec"), "volumeMode", "Filesystem");
        Defaults.set(object.withObject("/status"), "phase", "Pending");
    }

    @Override
    public void creating(ObjectNode object, Surroundings cluster) {
        object.putObject("status").put("phase", "Pending");
        Finalizers.add(object, "kubernetes.io/pvc-protection");
        ObjectNode spec = object.withObject("/spec");
        if (!spec.has("storageClassName")) {
            cluster.list("storageclasses.storage.k8s.io", "").stream()
                    .filter(each -> each.at("/metadata/annotations")
                            .path(DEFAULT)
                            .asText()
                            .equals("true"))
                    .map(each -> each.at("/metadata/name").asText())
                    .findFirst()
                    .ifPresent(name -> spec.put("storageClassName", name));
        }
    }

    @Override
    public void checkUpdate(ObjectNode object, ObjectNode before, List<Cause> causes) {
        ObjectNode now = ((ObjectNode) object.path("spec")).deepCopy();
        ObjectNode then = ((ObjectNode) before.path("spec")).deepCopy();
        if (before.at("/status/phase").asText().equals("Bound")) {
            now.remove(List.of("resources", "volumeAttributesClassName"));
            then.remove(List.of("resources", "volumeAttributesClassName"));
        }
        // a controller or the binder fills these in once
        for (String once : List.of("volumeName", "storageClassName")) {
            if (!then.has(once)) {
                now.remove(once);
            }
        }
        if (!now.equals(then)) {
            causes.add(Cause.forbidden(
                    "spec",
                    "spec is immutable after creation except resources.requests and volumeAttributesClassName for bound"
                            + " claims"));
        }
    }
}
