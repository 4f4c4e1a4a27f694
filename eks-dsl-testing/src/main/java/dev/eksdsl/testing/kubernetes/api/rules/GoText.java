package dev.eksdsl.testing.kubernetes.api.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.stream.Collectors;

/** Values as Go prints them in error messages. */
final class GoText {

    private GoText() {}

    static String stringMap(JsonNode map) {
        if (map.isMissingNode() || map.isNull()) {
            return "map[string]string(nil)";
        }
        return "map[string]string{"
                + map.properties().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(entry -> "\"" + entry.getKey() + "\":\""
                                + entry.getValue().asText() + "\"")
                        .collect(Collectors.joining(", "))
                + "}";
    }

    static String labelSelector(JsonNode selector) {
        return "v1.LabelSelector{MatchLabels:" + stringMap(selector.path("matchLabels"))
                + ", MatchExpressions:[]v1.LabelSelectorRequirement(nil)}";
    }
}
