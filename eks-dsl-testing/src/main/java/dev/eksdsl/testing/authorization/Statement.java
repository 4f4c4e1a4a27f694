package dev.eksdsl.testing.authorization;

import java.util.List;

/**
 * One statement of a policy.
 *
 * @param actions what {@code Action} or {@code NotAction} lists; empty if the statement has neither
 * @param resources what {@code Resource} or {@code NotResource} lists; empty for a trust policy, which is about its role
 * @param principals what {@code Principal} or {@code NotPrincipal} lists
 * @param position where the statement is in its document
 */
record Statement(
        String sid,
        boolean allows,
        Listed actions,
        Listed resources,
        PrincipalElement principals,
        List<Condition> conditions,
        Position position) {

    /** An element, or its negation. */
    record Listed(List<Glob> patterns, boolean negated) {}

    /** Lines and columns from 1, of the first and behind the last character. */
    record Position(int startLine, int startColumn, int endLine, int endColumn) {}

    boolean isAbout(String action, String resource, RequestContext context) {
        return matchesAction(action, context) && matchesResource(resource, context);
    }

    boolean matchesAction(String action, RequestContext context) {
        boolean listed = false;
        for (Glob pattern : actions.patterns()) {
            listed |= pattern.matchesIgnoringCase(action, context);
        }
        return listed != actions.negated();
    }

    private boolean matchesResource(String resource, RequestContext context) {
        if (resources.patterns().isEmpty()) {
            return true;
        }
        boolean listed = false;
        for (Glob pattern : resources.patterns()) {
            listed |= pattern.matches(resource, context);
        }
        return listed != resources.negated();
    }

    boolean conditionsHold(RequestContext context) {
        for (Condition condition : conditions) {
            if (!condition.holds(context)) {
                return false;
            }
        }
        return true;
    }
}
