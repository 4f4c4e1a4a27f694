package dev.eksdsl.testing.sts;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The conditions of a trust policy's statement: StringEquals, StringLike, ArnEquals and ArnLike over what STS knows of the
 * call. A condition on anything else does not hold, as with a key that is absent from a request.
 */
final class TrustConditions {

    private TrustConditions() {}

    /** Whether every condition holds. @param context the values of condition keys */
    static boolean hold(JsonNode conditions, Map<String, List<String>> context) {
        for (var operator : conditions.properties()) {
            for (var condition : operator.getValue().properties()) {
                List<String> values = context.getOrDefault(condition.getKey(), List.of());
                if (values.stream().noneMatch(value -> matchesAny(operator.getKey(), condition.getValue(), value))) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean matchesAny(String operator, JsonNode wanted, String value) {
        for (JsonNode each : wanted.isArray() ? wanted : List.of(wanted)) {
            boolean matches = switch (operator) {
                case "StringEquals" -> each.asText().equals(value);
                case "StringLike", "ArnLike", "ArnEquals" -> like(each.asText(), value);
                default -> false;
            };
            if (matches) {
                return true;
            }
        }
        return false;
    }

    /** Whether the value matches a pattern with {@code *} and {@code ?}. */
    static boolean like(String pattern, String value) {
        StringBuilder regex = new StringBuilder();
        for (char c : pattern.toCharArray()) {
            switch (c) {
                case '*' -> regex.append(".*");
                case '?' -> regex.append('.');
                default -> regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return value.matches(regex.toString());
    }
}
