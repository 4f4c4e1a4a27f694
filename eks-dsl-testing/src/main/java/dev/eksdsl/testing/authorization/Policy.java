package dev.eksdsl.testing.authorization;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A policy that has been read: for deciding. Immutable. */
public final class Policy {

    private final String source;
    private final List<Statement> statements;

    Policy(String source, List<Statement> statements) {
        this.source = source;
        this.statements = List.copyOf(statements);
    }

    /**
     * Reads a policy of an identity, or a role's trust policy.
     *
     * @param source what the policy is called where decisions are explained: a name or an ARN
     * @throws MalformedPolicyException if the document is no policy
     */
    public static Policy parse(String source, String document) {
        return PolicyReader.read(source, document);
    }

    /** What the policy is called. */
    public String source() {
        return source;
    }

    List<Statement> statements() {
        return statements;
    }

    /** The condition keys that conditions and variables name, sorted. */
    public Set<String> contextKeys() {
        Set<String> keys = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (Statement statement : statements) {
            List<Glob> texts = new ArrayList<>(statement.resources().patterns());
            for (Condition condition : statement.conditions()) {
                keys.add(condition.key());
                texts.addAll(condition.wanted());
            }
            texts.forEach(text -> keys.addAll(PolicyVariables.keys(text.toString())));
        }
        return keys;
    }

    /** What a resource's policy, such as a trust policy, says of somebody. */
    public enum Grant {
        NONE,
        /** An explicit deny. */
        DENIED,
        /** It leaves it to the account's own policies. */
        ACCOUNT,
        /** It suffices. */
        ALLOWED
    }

    /** What this policy, being the resource's own, says of a request. */
    public Grant grant(Principal who, String action, RequestContext context) {
        Grant grant = Grant.NONE;
        for (Statement statement : statements) {
            PrincipalElement.Naming naming = statement.principals().names(who);
            if (naming == PrincipalElement.Naming.NOT_AT_ALL
                    || !statement.matchesAction(action, context)
                    || !statement.conditionsHold(context)) {
                continue;
            }
            if (!statement.allows()) {
                return Grant.DENIED;
            }
            Grant stated = naming == PrincipalElement.Naming.ITSELF ? Grant.ALLOWED : Grant.ACCOUNT;
            grant = grant.compareTo(stated) < 0 ? stated : grant;
        }
        return grant;
    }
}
