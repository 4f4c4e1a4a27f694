package dev.eksdsl.kubernetes.deploy;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Locale;

/**
 * What became of one object.
 *
 * @param effect what was done
 * @param object the object as the cluster has it now; as it was last seen, if it was deleted; as it was given, if there
 *     was nothing to delete
 */
public record WorkloadChange(Effect effect, HasMetadata object) {

    /** What was done to an object. */
    public enum Effect {
        /** It was not there and is now. */
        CREATED,
        /** It was there and is different now. */
        CHANGED,
        /** It was there and is the same. */
        UNCHANGED,
        /** It was there and is gone. */
        DELETED,
        /** It was to be deleted and was not there. */
        ABSENT
    }

    /** Such as {@code created Deployment production/web-api}. */
    @Override
    public String toString() {
        return effect.name().toLowerCase(Locale.ROOT) + " " + KubernetesNames.withKind(object);
    }
}
