package dev.eksdsl.testing.authorization;

import java.util.List;
import java.util.Map;

/**
 * The {@code Principal} of a statement of a resource's policy, such as a role's trust policy.
 *
 * @param byKind what it lists, by {@code AWS}, {@code Service}, {@code Federated}; everybody is {@code *} of each kind
 */
record PrincipalElement(Map<String, List<String>> byKind, boolean negated) {

    /** How closely a statement names somebody. */
    enum Naming {
        NOT_AT_ALL,
        /** By the account: whether it suffices, the account's own policies say. */
        ACCOUNT,
        /** Itself, or everybody. */
        ITSELF
    }

    private static final String EVERYBODY = "*";

    Naming names(Principal who) {
        Naming naming = Naming.NOT_AT_ALL;
        for (String listed : byKind.getOrDefault(who.kind(), List.of())) {
            if (listed.equals(EVERYBODY) || who.names().contains(listed)) {
                naming = Naming.ITSELF;
            } else if (naming == Naming.NOT_AT_ALL && who.accountNames().contains(listed)) {
                naming = Naming.ACCOUNT;
            }
        }
        if (!negated) {
            return naming;
        }
        return naming == Naming.NOT_AT_ALL ? Naming.ITSELF : Naming.NOT_AT_ALL;
    }
}
