package dev.eksdsl.testing.kubernetes.api.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.kubernetes.api.status.Cause;
import java.util.List;

/** PodDisruptionBudgets: a minimum or a maximum, never both. */
final class DisruptionBudgetRules implements KindRules {

    @Override
    public void check(ObjectNode object, List<Cause> causes) {
        JsonNode spec = object.path("spec");
        if (spec.hasNonNull("minAvailable") && spec.hasNonNull("maxUnavailable")) {
            causes.add(Cause.invalid(
                    "spec",
                    "policy.PodDisruptionBudgetSpec{MinAvailable:" + pointer("intstr.IntOrString", spec, "minAvailable")
                            + ", Selector:" + pointer("v1.LabelSelector", spec, "selector") + ", MaxUnavailable:"
                            + pointer("intstr.IntOrString", spec, "maxUnavailable")
                            + ", UnhealthyPodEvictionPolicy:"
                            + pointer("policy.UnhealthyPodEvictionPolicyType", spec, "unhealthyPodEvictionPolicy")
                            + "}",
                    "minAvailable and maxUnavailable cannot be both set"));
        }
        for (String field : List.of("minAvailable", "maxUnavailable")) {
            JsonNode value = spec.path(field);
            if (value.isNumber() && value.asLong() < 0) {
                causes.add(Cause.invalid("spec." + field, value.asText(), "must be greater than or equal to 0"));
            }
        }
    }

    /** A pointer as the server prints it: its type and an address, which means nothing. */
    private static String pointer(String type, JsonNode spec, String field) {
        String address = spec.hasNonNull(field)
                ? String.format("0xc%09x", spec.get(field).hashCode())
                : "nil";
        return "(*" + type + ")(" + address + ")";
    }
}
