package dev.eksdsl.testing.authorization;

import java.util.List;

/**
 * What the policies say of one action on one resource.
 *
 * @param by the kind of policy that decided; the identity's own if it is allowed
 * @param matched the statements that say so; none if it is only not allowed
 * @param allowedByBoundary whether the permissions boundary, if there is one, lets it through
 */
public record Decision(Outcome outcome, Kind by, List<Match> matched, boolean allowedByBoundary) {

    /** As simulations of IAM name it. */
    public enum Outcome {
        ALLOWED("allowed"),
        EXPLICIT_DENY("explicitDeny"),
        IMPLICIT_DENY("implicitDeny");

        private final String text;

        Outcome(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** Kinds of policies, with the words of AWS's refusals (IAM user guide, "Troubleshoot access denied error messages"). */
    public enum Kind {
        IDENTITY("an identity-based policy", "no identity-based policy"),
        BOUNDARY("a permissions boundary", "no permissions boundary"),
        SESSION("a session policy", "no session policy"),
        RESOURCE("a resource-based policy", "no resource-based policy");

        private final String one;
        private final String none;

        Kind(String one, String none) {
            this.one = one;
            this.none = none;
        }
    }

    /** A statement of a policy that is about the request, and whose conditions hold. */
    record Match(Policy policy, Statement statement, Kind kind) {}

    public boolean isAllowed() {
        return outcome == Outcome.ALLOWED;
    }

    /** Why it is refused, as AWS ends its messages. */
    String reason(String action) {
        return outcome == Outcome.EXPLICIT_DENY
                ? "with an explicit deny in " + by.one
                : "because %s allows the %s action".formatted(by.none, action);
    }
}
