package dev.eksdsl.testing.kubernetes.auth;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eksdsl.testing.kubernetes.api.Authorizer.Attempt;

/** Tells whether a rule of an RBAC role permits an attempt. */
final class PolicyRule {

    private PolicyRule() {}

    static boolean permits(JsonNode rule, Attempt attempt) {
        if (!contains(rule.path("verbs"), attempt.verb())) {
            return false;
        }
        if (attempt.resource().isEmpty()) {
            return permitsPath(rule.path("nonResourceURLs"), attempt.path());
        }
        return contains(rule.path("apiGroups"), attempt.group())
                && permitsResource(rule.path("resources"), attempt.resource())
                && (rule.path("resourceNames").isEmpty() || contains(rule.path("resourceNames"), attempt.name()));
    }

    private static boolean permitsResource(JsonNode resources, String wanted) {
        int slash = wanted.indexOf('/');
        String anyParent = slash < 0 ? wanted : "*" + wanted.substring(slash);
        return contains(resources, wanted) || contains(resources, anyParent);
    }

    private static boolean permitsPath(JsonNode paths, String wanted) {
        for (JsonNode path : paths) {
            String text = path.asText();
            boolean matches =
                    text.endsWith("*") ? wanted.startsWith(text.substring(0, text.length() - 1)) : text.equals(wanted);
            if (matches) {
                return true;
            }
        }
        return false;
    }

    private static boolean contains(JsonNode values, String wanted) {
        for (JsonNode value : values) {
            if (value.asText().equals(wanted) || value.asText().equals("*")) {
                return true;
            }
        }
        return false;
    }
}
