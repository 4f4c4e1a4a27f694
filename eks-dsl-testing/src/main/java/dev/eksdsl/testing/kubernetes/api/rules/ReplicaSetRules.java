package dev.eksdsl.testing.kubernetes.api.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.kubernetes.api.status.Cause;
import java.util.List;

/** ReplicaSets. */
final class ReplicaSetRules implements KindRules {

    @Override
    public void defaults(ObjectNode object) {
        ObjectNode spec = object.withObject("/spec");
        PodDefaults.template(spec);
        Defaults.set(spec, "replicas", 1);
    }

    @Override
    public void check(ObjectNode object, List<Cause> causes) {
        WorkloadChecks.check(object, causes);
    }
}
