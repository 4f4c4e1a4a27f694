package dev.eksdsl.testing.kubernetes.controller;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** Tells whether labels match a selector. */
final class LabelSelector {

    private LabelSelector() {}

    /** A selector with {@code matchLabels} and {@code matchExpressions}; an empty one matches everything. */
    static boolean matches(JsonNode selector, Map<String, String> labels) {
        return matchesLabels(selector.path("matchLabels"), labels)
                && matchesExpressions(selector.path("matchExpressions"), labels);
    }

    /** A plain map of labels, as in a Service or a node selector. */
    static boolean matchesLabels(JsonNode wanted, Map<String, String> labels) {
        for (var entry : wanted.properties()) {
            if (!entry.getValue().asText().equals(labels.get(entry.getKey()))) {
                return false;
            }
        }
        return true;
    }

    /** Expressions of a label selector or of a node selector term (which also knows Gt and Lt). */
    static boolean matchesExpressions(JsonNode expressions, Map<String, String> labels) {
        for (JsonNode expression : expressions) {
            if (!matchesExpression(expression, labels)) {
                return false;
            }
        }
        return true;
    }

    private static boolean matchesExpression(JsonNode expression, Map<String, String> labels) {
        String value = labels.get(expression.path("key").asText());
        JsonNode values = expression.path("values");
        return switch (expression.path("operator").asText()) {
            case "In" -> value != null && contains(values, value);
            case "NotIn" -> value == null || !contains(values, value);
            case "Exists" -> value != null;
            case "DoesNotExist" -> value == null;
            case "Gt" -> value != null && Long.parseLong(value) > values.path(0).asLong();
            case "Lt" -> value != null && Long.parseLong(value) < values.path(0).asLong();
            default -> false;
        };
    }

    private static boolean contains(JsonNode values, String wanted) {
        for (JsonNode value : values) {
            if (value.asText().equals(wanted)) {
                return true;
            }
        }
        return false;
    }
}
