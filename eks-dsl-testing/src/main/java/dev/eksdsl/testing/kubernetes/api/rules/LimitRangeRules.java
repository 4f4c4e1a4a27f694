package dev.eksdsl.testing.kubernetes.api.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** LimitRanges: defaults follow from the bounds. */
final class LimitRangeRules implements KindRules {

    @Override
    public void defaults(ObjectNode object) {
        for (JsonNode limit : object.at("/spec/limits")) {
            if (limit.path("type").asText().equals("Container")) {
                copy((ObjectNode) limit, "max", "default");
                copy((ObjectNode) limit, "default", "defaultRequest");
                copy((ObjectNode) limit, "min", "defaultRequest");
            }
        }
    }

    private static void copy(ObjectNode limit, String from, String to) {
        limit.path(from).properties().forEach(bound -> {
            if (!limit.path(to).has(bound.getKey())) {
                limit.withObjectProperty(to).set(bound.getKey(), bound.getValue());
            }
        });
    }
}
