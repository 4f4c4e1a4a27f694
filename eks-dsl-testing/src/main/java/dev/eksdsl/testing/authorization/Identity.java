package dev.eksdsl.testing.authorization;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Somebody who calls, with all policies that limit them.
 *
 * @param arn the user's or the session's ARN
 * @param principalArn the user's or the role's ARN
 * @param type {@code User}, {@code AssumedRole} or {@code FederatedUser}, as {@code aws:PrincipalType} has it
 * @param userId as {@code aws:userid} has it
 * @param userName as {@code aws:username} has it: users have one, sessions have none
 * @param policies the identity's own, inline and managed, with those of its groups
 * @param boundary the permissions boundary
 * @param sessionPolicies those that the session was begun with; empty if it has none
 * @param tags of the user or role, and of the session, which win
 */
public record Identity(
        String arn,
        String principalArn,
        String type,
        String userId,
        Optional<String> userName,
        List<Policy> policies,
        Optional<Policy> boundary,
        List<Policy> sessionPolicies,
        Map<String, String> tags) {

    public Identity {
        policies = List.copyOf(policies);
        sessionPolicies = List.copyOf(sessionPolicies);
        tags = Map.copyOf(tags);
    }

    /** The twelve digits of the account. */
    public String accountId() {
        return arn.split(":", 6)[4];
    }

    /** The same identity with policies of a session on top. */
    public Identity session(
            String sessionArn, String sessionUserId, List<Policy> limits, Map<String, String> sessionTags) {
        Map<String, String> all = new TreeMap<>(tags);
        all.putAll(sessionTags);
        return new Identity(
                sessionArn,
                principalArn,
                "AssumedRole",
                sessionUserId,
                Optional.empty(),
                policies,
                boundary,
                limits,
                all);
    }

    /** Puts what is known of this identity into a request's context. */
    void describe(RequestContext context) {
        context.put("aws:PrincipalArn", principalArn)
                .put("aws:PrincipalAccount", accountId())
                .put("aws:PrincipalType", type)
                .put("aws:userid", userId)
                .tags("aws:PrincipalTag", tags);
        userName.ifPresent(name -> context.put("aws:username", name));
    }
}
