package dev.eksdsl.testing.authorization;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Asks the policies of an identity without anybody calling: what IAM's simulations do. */
public final class Simulation {

    /**
     * A statement that decided.
     *
     * @param startLine from 1, as the columns; the end is behind the last character
     */
    public record MatchedStatement(Policy policy, int startLine, int startColumn, int endLine, int endColumn) {

        static MatchedStatement of(Decision.Match match) {
            Statement.Position at = match.statement().position();
            return new MatchedStatement(match.policy(), at.startLine(), at.startColumn(), at.endLine(), at.endColumn());
        }
    }

    private Simulation() {}

    /** What the identity's policies say of one action on one resource. What is known of the identity joins the context. */
    public static Decision decide(Identity who, String action, String resource, RequestContext context) {
        RequestContext own = new RequestContext();
        who.describe(own);
        context.all().forEach(own::put);
        return Evaluation.of(who, action, resource, own);
    }

    /** The statements that decided. */
    public static List<MatchedStatement> matched(Decision decision) {
        return decision.matched().stream().map(MatchedStatement::of).toList();
    }

    /** Condition keys that the identity's policies name and neither the identity nor the context has, sorted. */
    public static List<String> missingKeys(Identity who, RequestContext context) {
        RequestContext own = new RequestContext();
        who.describe(own);
        Predicate<String> known = key -> own.values(key) != null || context.values(key) != null;
        Set<String> missing = new TreeSet<>();
        Stream.of(who.policies().stream(), who.boundary().stream(), who.sessionPolicies().stream())
                .flatMap(policies -> policies)
                .flatMap(policy -> policy.contextKeys().stream())
                .filter(known.negate())
                .forEach(missing::add);
        return List.copyOf(missing);
    }
}
