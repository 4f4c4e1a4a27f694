package dev.eksdsl.testing.kubernetes.auth;

import dev.eksdsl.testing.kubernetes.KubernetesCluster.AccessFacts;
import dev.eksdsl.testing.server.Caller;

/**
 * The identity behind a token, as access entries see it: the session of an assumed role counts as the role.
 *
 * @param accountId the account
 * @param type {@code user}, {@code role} or {@code root}
 * @param name the last part of the name, without its path
 * @param session the name of the role's session; empty for others
 */
record Principal(String accountId, String type, String name, String session) {

    static Principal of(Caller caller) {
        return of(caller.arn());
    }

    private static Principal of(String arn) {
        String[] fields = arn.split(":", 6);
        String[] resource = fields[5].split("/");
        if (resource[0].equals("assumed-role")) {
            return new Principal(fields[4], "role", resource[1], resource.length > 2 ? resource[2] : "");
        }
        return new Principal(fields[4], resource[0], resource[resource.length - 1], "");
    }

    boolean is(AccessFacts entry) {
        Principal wanted = of(entry.principalArn());
        return wanted.accountId.equals(accountId) && wanted.type.equals(type) && wanted.name.equals(name);
    }

    /** The entry's user name, with what stands in braces filled in. */
    String username(AccessFacts entry) {
        return entry.username()
                .replace("{{AccountID}}", accountId)
                .replace("{{SessionName}}", session)
                .replace("{{SessionNameRaw}}", session);
    }
}
