package dev.eksdsl.testing.kubernetes.api.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.kubernetes.api.status.Cause;
import java.util.List;

/** Deployments. */
final class DeploymentRules implements KindRules {

    @Override
    public void defaults(ObjectNode object) {
        ObjectNode spec = object.withObject("/spec");
        PodDefaults.template(spec);
        Defaults.set(spec, "replicas", 1);
        ObjectNode strategy = spec.withObjectProperty("strategy");
        Defaults.set(strategy, "type", "RollingUpdate");
        if (strategy.path("type").asText().equals("RollingUpdate")) {
            ObjectNode rolling = strategy.withObjectProperty("rollingUpdate");
            Defaults.set(rolling, "maxUnavailable", "25%");
            Defaults.set(rolling, "maxSurge", "25%");
        }
        Defaults.set(spec, "revisionHistoryLimit", 10);
        Defaults.set(spec, "progressDeadlineSeconds", 600);
    }

    @Override
    public void check(ObjectNode object, List<Cause> causes) {
        WorkloadChecks.check(object, causes);
        JsonNode strategy = object.at("/spec/strategy");
        if (strategy.path("type").asText().equals("Recreate") && strategy.has("rollingUpdate")) {
            causes.add(Cause.forbidden(
                    "spec.strategy.rollingUpdate", "may not be specified when strategy `type` is 'Recreate'"));
        }
    }

    @Override
    public void checkUpdate(ObjectNode object, ObjectNode before, List<Cause> causes) {
        WorkloadChecks.checkSelectorKept(object, before, causes);
    }
}
