package dev.eksdsl.testing.authorization;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Somebody as policies of resources name them.
 *
 * @param kind {@code AWS}, {@code Service} or {@code Federated}
 * @param names by which a policy may mean just this one
 * @param accountNames by which a policy may mean the whole account
 */
public record Principal(String kind, Set<String> names, Set<String> accountNames) {

    private static final Pattern SESSION =
            Pattern.compile("arn:(?<partition>[^:]+):sts::(?<account>\\d+):assumed-role/(?<role>[^/]+)/.*");
    private static final Pattern ARN = Pattern.compile("arn:(?<partition>[^:]+):[^:]*:[^:]*:(?<account>\\d*):.*");

    /** A service of AWS, such as {@code eks.amazonaws.com}. */
    public static Principal service(String name) {
        return new Principal("Service", Set.of(name), Set.of());
    }

    /** Whoever a provider of identities vouches for. */
    public static Principal federated(String providerArn) {
        return new Principal("Federated", Set.of(providerArn), Set.of());
    }

    /** A user or a role. */
    public static Principal aws(String arn) {
        return aws(arn, roleOf(arn));
    }

    /** A session of a role whose path is known: its own ARN does not tell the path. */
    public static Principal aws(String arn, String roleArn) {
        Matcher parts = ARN.matcher(arn);
        if (!parts.matches()) {
            return new Principal("AWS", Set.of(arn), Set.of());
        }
        String account = parts.group("account");
        String root = "arn:" + parts.group("partition") + ":iam::" + account + ":root";
        return new Principal("AWS", arn.equals(roleArn) ? Set.of(arn) : Set.of(arn, roleArn), Set.of(account, root));
    }

    /** The ARN of a session's role, as far as the session's tells; any other ARN as it is. */
    public static String roleOf(String arn) {
        Matcher session = SESSION.matcher(arn);
        return session.matches()
                ? "arn:%s:iam::%s:role/%s"
                        .formatted(session.group("partition"), session.group("account"), session.group("role"))
                : arn;
    }
}
