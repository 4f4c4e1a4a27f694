package dev.eksdsl.testing.kubernetes.api.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.kubernetes.api.status.Cause;
import java.util.List;

/** Checks of whatever has a selector and a pod template. */
final class WorkloadChecks {

    private WorkloadChecks() {}

    static void check(ObjectNode object, List<Cause> causes) {
        JsonNode spec = object.path("spec");
        if (spec.path("replicas").asInt() < 0) {
            causes.add(Cause.invalid(
                    "spec.replicas", spec.path("replicas").asText(), "must be greater than or equal to 0"));
        }
        JsonNode selector = spec.path("selector");
        boolean selects = !selector.path("matchLabels").isEmpty()
                || !selector.path("matchExpressions").isEmpty();
        if (selector.isMissingNode() || selector.isNull()) {
            causes.add(Cause.required("spec.selector"));
        } else if (!selects) {
            causes.add(Cause.invalid(
                    "spec.selector", GoText.labelSelector(selector), "empty selector is invalid for deployment"));
        }
        JsonNode labels = spec.at("/template/metadata/labels");
        boolean matches = selects
                && selector.path("matchLabels").properties().stream()
                        .allMatch(label -> label.getValue().equals(labels.get(label.getKey())));
        if (!matches && (selector.isMissingNode() || selector.isNull() || selects)) {
            causes.add(Cause.invalid(
                    "spec.template.metadata.labels",
                    GoText.stringMap(labels),
                    "`selector` does not match template `labels`"));
        }
        PodChecks.template(spec.path("template"), "spec.template", "Always", causes);
    }

    static void checkSelectorKept(ObjectNode object, ObjectNode before, List<Cause> causes) {
        JsonNode selector = object.at("/spec/selector");
        if (!selector.equals(before.at("/spec/selector"))) {
            causes.add(Cause.invalid("spec.selector", GoText.labelSelector(selector), "field is immutable"));
        }
    }
}
