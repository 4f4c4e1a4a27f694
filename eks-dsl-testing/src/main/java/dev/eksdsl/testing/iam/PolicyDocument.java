package dev.eksdsl.testing.iam;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.eksdsl.testing.server.AwsFault;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks policy documents as IAM does when it takes them in, and encodes them as IAM does when it gives them out. */
final class PolicyDocument {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final String CURRENT = "2012-10-17";
    private static final Set<String> VERSIONS = Set.of(CURRENT, "2008-10-17");

    private static final Set<String> ELEMENTS = Set.of("Version", "Id", "Statement");

    private PolicyDocument() {}

    /**
     * Checks a policy that grants permissions.
     *
     * @throws AwsFault MalformedPolicyDocument
     */
    static void checkPermissions(String document) {
        List<JsonNode> statements = statements(document);
        for (JsonNode statement : statements) {
            if (statement.has("Principal") || statement.has("NotPrincipal")) {
                throw IamFaults.malformed("Policy document should not specify a principal.");
            }
            if (hasNone(statement, "Action")) {
                throw IamFaults.malformed("Policy statement must contain actions.");
            }
            if (hasNone(statement, "Resource")) {
                throw IamFaults.malformed("Policy statement must contain resources.");
            }
        }
        PolicyGrammar.check(document, statements);
    }

    /** Whether a statement has neither this element nor the one that excludes, or they are empty lists. */
    private static boolean hasNone(JsonNode statement, String element) {
        return isNone(statement.path(element)) && isNone(statement.path("Not" + element));
    }

    private static boolean isNone(JsonNode element) {
        return element.isMissingNode() || element.isArray() && element.isEmpty();
    }

    /**
     * Checks a managed policy, which must be of the current version of the language.
     *
     * @throws AwsFault MalformedPolicyDocument
     */
    static void checkManaged(String document) {
        checkPermissions(document);
        JsonNode policy = parse(document);
        if (policy == null || !CURRENT.equals(policy.path("Version").asText())) {
            throw IamFaults.malformed("Policy document must be version " + CURRENT + " or greater.");
        }
    }

    /**
     * Checks a trust policy.
     *
     * @return the identities that it names as {@code AWS} or {@code Federated} principals
     * @throws AwsFault MalformedPolicyDocument
     */
    static List<String> checkTrust(String document) {
        List<String> identities = new ArrayList<>();
        for (JsonNode statement : statements(document)) {
            if (statement.has("Resource") || statement.has("NotResource")) {
                throw IamFaults.malformed("Has prohibited field Resource");
            }
            if (!statement.has("Action") && !statement.has("NotAction")) {
                throw IamFaults.malformed("Policy statement must contain actions.");
            }
            if (!statement.has("Principal") && !statement.has("NotPrincipal")) {
                throw IamFaults.malformed("Missing required field Principal");
            }
            identities.addAll(texts(statement.path("Principal").path("AWS")));
            identities.addAll(texts(statement.path("Principal").path("Federated")));
        }
        return identities;
    }

    private static List<JsonNode> statements(String document) {
        JsonNode policy = parse(document);
        if (policy == null || !policy.isObject()) {
            throw IamFaults.malformed("This policy contains invalid Json");
        }
        policy.fieldNames().forEachRemaining(name -> {
            if (!ELEMENTS.contains(name)) {
                throw IamFaults.malformed("Syntax errors in policy.");
            }
        });
        if (policy.has("Version") && !VERSIONS.contains(policy.path("Version").asText())) {
            throw IamFaults.malformed("The policy must contain a valid version string");
        }
        if (policy.has("Id") && !policy.path("Id").isTextual()) {
            throw IamFaults.malformed("Syntax errors in policy.");
        }
        JsonNode given = policy.path("Statement");
        List<JsonNode> statements = new ArrayList<>();
        if (given.isArray()) {
            given.forEach(statements::add);
        } else if (given.isObject()) {
            statements.add(given);
        }
        boolean sound = !statements.isEmpty()
                && statements.stream()
                        .allMatch(statement -> statement.isObject()
                                && Set.of("Allow", "Deny")
                                        .contains(statement.path("Effect").asText()));
        if (!sound) {
            throw IamFaults.malformed("Syntax errors in policy.");
        }
        return statements;
    }

    private static @Nullable JsonNode parse(String document) {
        try {
            return JSON.readTree(document);
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private static List<String> texts(JsonNode oneOrMany) {
        List<String> texts = new ArrayList<>();
        if (oneOrMany.isTextual()) {
            texts.add(oneOrMany.asText());
        } else {
            oneOrMany.forEach(text -> texts.add(text.asText()));
        }
        return texts;
    }

    /** The length that counts against quotas: IAM does not count white space. */
    static int size(String document) {
        return (int) document.chars().filter(c -> !Character.isWhitespace(c)).count();
    }

    /** The document percent-encoded (RFC 3986), which is how IAM returns all documents. */
    static String encoded(String document) {
        return URLEncoder.encode(document, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
    }
}
