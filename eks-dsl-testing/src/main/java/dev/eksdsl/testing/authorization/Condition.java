package dev.eksdsl.testing.authorization;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One condition of a statement: an operator, a key, and the values it may have.
 *
 * @param operator null for {@code Null}, which asks whether the key is there
 */
record Condition(Quantifier quantifier, @Nullable Operator operator, boolean ifExists, String key, List<Glob> wanted) {

    /** What is asked of a key with several values. */
    enum Quantifier {
        NONE,
        ALL,
        ANY
    }

    boolean holds(RequestContext context) {
        List<String> values = context.values(key);
        if (operator == null) {
            return wanted.stream().anyMatch(value -> Boolean.parseBoolean(value.plain(context)) == (values == null));
        }
        return holds(operator, values, context);
    }

    private boolean holds(Operator compares, @Nullable List<String> values, RequestContext context) {
        if (values == null || values.isEmpty()) {
            return ifExists || quantifier == Quantifier.ALL || quantifier == Quantifier.NONE && compares.isNegated();
        }
        boolean every = quantifier == Quantifier.ALL || quantifier == Quantifier.NONE && compares.isNegated();
        return every
                ? values.stream().allMatch(value -> satisfies(compares, value, context))
                : values.stream().anyMatch(value -> satisfies(compares, value, context));
    }

    private boolean satisfies(Operator compares, String value, RequestContext context) {
        boolean found = wanted.stream().anyMatch(each -> compares.matches(each, value, context));
        return found != compares.isNegated();
    }
}
