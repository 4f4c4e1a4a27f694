package dev.eksdsl.testing.authorization;

import dev.eksdsl.testing.authorization.Decision.Kind;
import dev.eksdsl.testing.authorization.Decision.Match;
import dev.eksdsl.testing.authorization.Decision.Outcome;
import java.util.ArrayList;
import java.util.List;

/**
 * IAM's way of deciding within an account: a deny anywhere wins; else the identity's own policies must allow, and so must
 * the permissions boundary and the session's policies where there are any (IAM user guide, "Policy evaluation logic").
 */
final class Evaluation {

    private Evaluation() {}

    static Decision of(Identity who, String action, String resource, RequestContext context) {
        Side own = Side.of(who.policies(), Kind.IDENTITY, action, resource, context);
        Side boundary =
                Side.of(who.boundary().map(List::of).orElse(List.of()), Kind.BOUNDARY, action, resource, context);
        Side session = Side.of(who.sessionPolicies(), Kind.SESSION, action, resource, context);
        boolean within = who.boundary().isEmpty() || boundary.allows();
        for (Side side : List.of(own, boundary, session)) {
            if (!side.denying.isEmpty()) {
                return new Decision(Outcome.EXPLICIT_DENY, side.kind, side.denying, within);
            }
        }
        if (!own.allows()) {
            return new Decision(Outcome.IMPLICIT_DENY, Kind.IDENTITY, List.of(), within);
        }
        if (!within) {
            return new Decision(Outcome.IMPLICIT_DENY, Kind.BOUNDARY, own.allowing, false);
        }
        if (!who.sessionPolicies().isEmpty() && !session.allows()) {
            return new Decision(Outcome.IMPLICIT_DENY, Kind.SESSION, own.allowing, true);
        }
        return new Decision(Outcome.ALLOWED, Kind.IDENTITY, own.allowing, true);
    }

    /** What policies of one kind say. */
    private record Side(Kind kind, List<Match> allowing, List<Match> denying) {

        static Side of(List<Policy> policies, Kind kind, String action, String resource, RequestContext context) {
            Side side = new Side(kind, new ArrayList<>(), new ArrayList<>());
            for (Policy policy : policies) {
                for (Statement statement : policy.statements()) {
                    if (statement.isAbout(action, resource, context) && statement.conditionsHold(context)) {
                        (statement.allows() ? side.allowing : side.denying).add(new Match(policy, statement, kind));
                    }
                }
            }
            return side;
        }

        boolean allows() {
            return !allowing.isEmpty() && denying.isEmpty();
        }
    }
}
