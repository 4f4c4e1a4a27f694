package dev.eksdsl.testing.kubernetes.api.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.kubernetes.api.status.Cause;
import java.util.List;

/** StorageClasses: what they say is for good. */
final class StorageClassRules implements KindRules {

    @Override
    public void defaults(ObjectNode object) {
        Defaults.set(object, "reclaimPolicy", "Delete");
        Defaults.set(object, "volumeBindingMode", "Immediate");
    }

    @Override
    public void checkUpdate(ObjectNode object, ObjectNode before, List<Cause> causes) {
        for (String field : List.of("parameters", "provisioner", "reclaimPolicy")) {
            if (!object.path(field).equals(before.path(field))) {
                causes.add(Cause.forbidden(field, "updates to " + field + " are forbidden."));
            }
        }
    }
}
