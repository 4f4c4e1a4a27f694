package dev.eksdsl.testing.kubernetes.api.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.kubernetes.api.status.Cause;
import java.util.List;

/** Jobs. */
final class JobRules implements KindRules {

    private static final String UID = "batch.kubernetes.io/controller-uid";

    @Override
    public void defaults(ObjectNode object) {
        fill(object.withObject("/spec"));
    }

    /** Defaults of a job's spec; those of a job template are fewer. */
    private static void fill(ObjectNode spec) {
        PodDefaults.template(spec);
        if (!spec.has("completions") && !spec.has("parallelism")) {
            spec.put("completions", 1).put("parallelism", 1);
        }
        Defaults.set(spec, "parallelism", 1);
        boolean byIndex = spec.has("backoffLimitPerIndex");
        Defaults.set(spec, "backoffLimit", byIndex ? Integer.MAX_VALUE : 6);
        Defaults.set(spec, "completionMode", "NonIndexed");
        Defaults.set(spec, "suspend", false);
        Defaults.set(spec, "manualSelector", false);
        Defaults.set(spec, "podReplacementPolicy", spec.has("podFailurePolicy") ? "Failed" : "TerminatingOrFailed");
    }

    @Override
    public void creating(ObjectNode object, Surroundings cluster) {
        ObjectNode spec = object.withObject("/spec");
        if (spec.path("manualSelector").asBoolean()) {
            return;
        }
        String uid = object.at("/metadata/uid").asText();
        String name = object.at("/metadata/name").asText();
        spec.withObject("/selector/matchLabels").put(UID, uid);
        for (String place : List.of("/metadata/labels", "/spec/template/metadata/labels")) {
            object.withObject(place)
                    .put(UID, uid)
                    .put("batch.kubernetes.io/job-name", name)
                    .put("controller-uid", uid)
                    .put("job-name", name);
        }
    }

    @Override
    public void check(ObjectNode object, List<Cause> causes) {
        PodChecks.template(object.at("/spec/template"), "spec.template", "", causes);
        String policy = object.at("/spec/template/spec/restartPolicy").asText();
        if (policy.equals("Always")) {
            causes.add(Cause.required("spec.template.spec.restartPolicy", "valid values: \"OnFailure\", \"Never\""));
        }
    }

    @Override
    public void updating(ObjectNode object, ObjectNode before, Surroundings cluster) {
        for (String kept : List.of("/metadata/labels", "/spec/template/metadata/labels")) {
            before.at(kept).properties().forEach(label -> {
                if (label.getKey().contains("controller-uid") || label.getKey().contains("job-name")) {
                    object.withObject(kept).set(label.getKey(), label.getValue());
                }
            });
        }
        if (object.at("/spec/selector").isMissingNode()) {
            object.withObject("/spec").set("selector", before.at("/spec/selector"));
        }
    }

    @Override
    public void checkUpdate(ObjectNode object, ObjectNode before, List<Cause> causes) {
        if (!object.at("/spec/template").equals(before.at("/spec/template"))) {
            causes.add(Cause.invalid("spec.template", "core.PodTemplateSpec{...}", "field is immutable"));
        }
    }
}
