package dev.eksdsl.testing.kubernetes.api.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.kubernetes.api.status.Cause;
import java.util.List;

/** CronJobs. */
final class CronJobRules implements KindRules {

    @Override
    public void defaults(ObjectNode object) {
        ObjectNode spec = object.withObject("/spec");
        if (spec.at("/jobTemplate/spec") instanceof ObjectNode job) {
            PodDefaults.template(job);
        }
        Defaults.set(spec, "concurrencyPolicy", "Allow");
        Defaults.set(spec, "suspend", false);
        Defaults.set(spec, "successfulJobsHistoryLimit", 3);
        Defaults.set(spec, "failedJobsHistoryLimit", 1);
    }

    @Override
    public void check(ObjectNode object, List<Cause> causes) {
        String schedule = object.at("/spec/schedule").asText();
        List<String> fields = List.of(schedule.strip().split("\\s+"));
        if (schedule.isEmpty()) {
            causes.add(Cause.required("spec.schedule"));
        } else if (fields.size() != 5 && !schedule.startsWith("@")) {
            causes.add(Cause.invalid(
                    "spec.schedule",
                    "\"" + schedule + "\"",
                    "expected exactly 5 fields, found " + fields.size() + ": [" + String.join(" ", fields) + "]"));
        }
    }
}
