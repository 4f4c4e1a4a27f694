package dev.eksdsl.testing.iam;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A role's trust policy, as far as services ask of it: which service principal may assume the role, and for what. */
final class TrustPolicy {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode document;

    private TrustPolicy(JsonNode document) {
        this.document = document;
    }

    static TrustPolicy parse(String json) {
        try {
            return new TrustPolicy(JSON.readTree(json));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a policy document", e);
        }
    }

    boolean allowsService(String principal) {
        return allows(principal, null);
    }

    boolean allowsService(String principal, String sourceArn) {
        return allows(principal, sourceArn);
    }

    private boolean allows(String principal, @Nullable String sourceArn) {
        for (JsonNode statement : each(document.path("Statement"))) {
            boolean matches = "Allow".equals(statement.path("Effect").asText())
                    && contains(statement.path("Principal").path("Service"), principal)
                    && contains(statement.path("Action"), "sts:AssumeRole");
            if (matches && (sourceArn == null || sourceMatches(statement.path("Condition"), sourceArn))) {
                return true;
            }
        }
        return false;
    }

    private static boolean sourceMatches(JsonNode conditions, String sourceArn) {
        for (JsonNode operator : conditions) {
            for (var entry : operator.properties()) {
                if (entry.getKey().equalsIgnoreCase("aws:SourceArn") && !anyMatches(entry.getValue(), sourceArn)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean anyMatches(JsonNode patterns, String arn) {
        for (JsonNode pattern : each(patterns)) {
            String regex =
                    Pattern.quote(pattern.asText()).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
            if (arn.matches(regex)) {
                return true;
            }
        }
        return false;
    }

    private static boolean contains(JsonNode oneOrMany, String wanted) {
        for (JsonNode value : each(oneOrMany)) {
            if (value.asText().equals(wanted) || value.asText().equals("*")) {
                return true;
            }
        }
        return false;
    }

    private static Iterable<JsonNode> each(JsonNode oneOrMany) {
        return oneOrMany.isArray() ? oneOrMany : List.of(oneOrMany);
    }
}
