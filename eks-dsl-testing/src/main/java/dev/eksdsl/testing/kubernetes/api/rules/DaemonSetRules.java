package dev.eksdsl.testing.kubernetes.api.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.kubernetes.api.status.Cause;
import java.util.List;

/** DaemonSets. */
final class DaemonSetRules implements KindRules {

    private static final String GENERATION = "deprecated.daemonset.template.generation";

    @Override
    public void defaults(ObjectNode object) {
        ObjectNode spec = object.withObject("/spec");
        PodDefaults.template(spec);
        ObjectNode strategy = spec.withObjectProperty("updateStrategy");
        Defaults.set(strategy, "type", "RollingUpdate");
        if (strategy.path("type").asText().equals("RollingUpdate")) {
            ObjectNode rolling = strategy.withObjectProperty("rollingUpdate");
            Defaults.set(rolling, "maxUnavailable", 1);
            Defaults.set(rolling, "maxSurge", 0);
        }
        Defaults.set(spec, "revisionHistoryLimit", 10);
        ObjectNode annotations = object.withObject("/metadata/annotations");
        Defaults.set(annotations, GENERATION, "1");
    }

    @Override
    public void updating(ObjectNode object, ObjectNode before, Surroundings cluster) {
        int generation = before.at("/metadata/annotations").path(GENERATION).asInt(1);
        boolean changed = !object.at("/spec/template").equals(before.at("/spec/template"));
        object.withObject("/metadata/annotations")
                .put(GENERATION, Integer.toString(changed ? generation + 1 : generation));
    }

    @Override
    public void check(ObjectNode object, List<Cause> causes) {
        WorkloadChecks.check(object, causes);
    }

    @Override
    public void checkUpdate(ObjectNode object, ObjectNode before, List<Cause> causes) {
        WorkloadChecks.checkSelectorKept(object, before, causes);
    }
}
