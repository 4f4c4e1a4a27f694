package dev.eksdsl.testing.sts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eksdsl.testing.server.Caller;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A role's trust policy, asked whether an AWS principal or the bearer of a token may assume the role: a statement must
 * allow it, and none deny it.
 */
final class RoleTrust {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode statements;

    private RoleTrust(JsonNode statements) {
        this.statements = statements;
    }

    static RoleTrust parse(String document) {
        try {
            return new RoleTrust(JSON.readTree(document).path("Statement"));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("IAM holds a trust policy that is no JSON", e);
        }
    }

    /** The ARN of the account's OIDC provider for an issuer URL. */
    static String providerArn(Caller account, String issuer) {
        return "arn:%s:iam::%s:oidc-provider/%s"
                .formatted(account.partition(), account.accountId(), withoutScheme(issuer));
    }

    /** Whether the caller may assume the role with {@code sts:AssumeRole}. */
    boolean allowsPrincipal(Caller caller, Map<String, String> context) {
        Map<String, List<String>> values = new HashMap<>();
        context.forEach((key, value) -> values.put(key, List.of(value)));
        values.put("aws:PrincipalArn", List.of(roleOf(caller.arn())));
        return allows("sts:AssumeRole", "AWS", principal -> isCaller(principal, caller), values);
    }

    /** Whether the bearer of the token may assume the role with {@code sts:AssumeRoleWithWebIdentity}. */
    boolean allowsToken(Caller account, WebIdentityToken token) {
        String provider = providerArn(account, token.issuer());
        String issuer = withoutScheme(token.issuer());
        Map<String, List<String>> values =
                Map.of(issuer + ":sub", List.of(token.subject()), issuer + ":aud", token.audiences());
        return allows("sts:AssumeRoleWithWebIdentity", "Federated", provider::equals, values);
    }

    private boolean allows(String action, String kind, Predicate<String> principal, Map<String, List<String>> context) {
        boolean allowed = false;
        for (JsonNode statement : each(statements)) {
            boolean applies = matchesAction(statement, action)
                    && matchesPrincipal(statement, kind, principal)
                    && TrustConditions.hold(statement.path("Condition"), context);
            if (applies && statement.path("Effect").asText().equals("Deny")) {
                return false;
            }
            allowed |= applies && statement.path("Effect").asText().equals("Allow");
        }
        return allowed;
    }

    private static boolean matchesAction(JsonNode statement, String action) {
        for (JsonNode each : each(statement.path("Action"))) {
            if (TrustConditions.like(each.asText(), action)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matchesPrincipal(JsonNode statement, String kind, Predicate<String> principal) {
        JsonNode principals = statement.path("Principal");
        if (principals.asText().equals("*")) {
            return true;
        }
        for (JsonNode each : each(principals.path(kind))) {
            if (principal.test(each.asText())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isCaller(String principal, Caller caller) {
        return principal.equals("*")
                || principal.equals(caller.accountId())
                || principal.equals("arn:%s:iam::%s:root".formatted(caller.partition(), caller.accountId()))
                || principal.equals(caller.arn())
                || principal.equals(roleOf(caller.arn()));
    }

    /** A session counts as its role: {@code …:sts::1:assumed-role/r/s} is {@code …:iam::1:role/r}. */
    private static String roleOf(String arn) {
        return arn.replaceFirst("^(arn:[^:]+):sts::(\\d+):assumed-role/([^/]+)/.*$", "$1:iam::$2:role/$3");
    }

    private static String withoutScheme(String url) {
        return url.replaceFirst("^https://", "");
    }

    private static Iterable<JsonNode> each(JsonNode oneOrMany) {
        return oneOrMany.isArray() ? oneOrMany : List.of(oneOrMany);
    }
}
