package dev.eksdsl.testing.kubernetes.api.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.kubernetes.api.status.Cause;
import java.util.ArrayList;
import java.util.List;

/** Pods. */
final class PodRules implements KindRules {

    @Override
    public void defaults(ObjectNode object) {
        ObjectNode spec = object.withObject("/spec");
        PodDefaults.fill(spec);
        PodDefaults.requests(spec);
        Defaults.set(spec, "enableServiceLinks", true);
    }

    @Override
    public void creating(ObjectNode object, Surroundings cluster) {
        PodAdmission.admit(object, cluster);
        object.putObject("status").put("phase", "Pending").put("qosClass", qosClass(object.path("spec")));
    }

    @Override
    public void check(ObjectNode object, List<Cause> causes) {
        PodChecks.check(object.path("spec"), "spec", causes);
    }

    @Override
    public void checkUpdate(ObjectNode object, ObjectNode before, List<Cause> causes) {
        PodUpdates.check(object, before, causes);
    }

    /** The quality of service: Guaranteed, Burstable or BestEffort. */
    static String qosClass(JsonNode spec) {
        List<JsonNode> containers = new ArrayList<>();
        spec.path("containers").forEach(containers::add);
        spec.path("initContainers").forEach(containers::add);
        boolean any = false;
        boolean guaranteed = true;
        for (JsonNode container : containers) {
            JsonNode requests = container.at("/resources/requests");
            JsonNode limits = container.at("/resources/limits");
            for (String resource : List.of("cpu", "memory")) {
                any |= requests.has(resource) || limits.has(resource);
                guaranteed &= limits.has(resource) && limits.get(resource).equals(requests.path(resource));
            }
        }
        return any ? guaranteed ? "Guaranteed" : "Burstable" : "BestEffort";
    }
}
