package dev.eksdsl.testing.authorization;

import org.jspecify.annotations.Nullable;

/**
 * A text of a policy in which {@code *} and {@code ?} are wildcards and {@code ${key}} stands for a value of the request
 * (IAM user guide, "Policy variables"). Read once, matched often.
 */
final class Glob {

    // characters for private use: what a variable brings in may hold stars, and those are no wildcards
    private static final char MANY = '\uE000';
    private static final char ONE = '\uE001';

    private final String text;
    private final boolean variable;
    private final boolean anything;

    /**
     * @param raw as the policy has it
     * @param variables whether the policy's version knows variables
     */
    Glob(String raw, boolean variables) {
        this.text = marked(raw, variables);
        this.variable = variables && text.contains("${");
        this.anything = text.equals(String.valueOf(MANY));
    }

    private static String marked(String raw, boolean variables) {
        StringBuilder marked = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            int end = c == '$' && variables && raw.startsWith("${", i) ? raw.indexOf('}', i) : -1;
            if (end > 0) {
                String name = raw.substring(i + 2, end);
                boolean literal = name.equals("*") || name.equals("?") || name.equals("$");
                marked.append(literal ? name : raw.substring(i, end + 1));
                i = end;
            } else {
                marked.append(c == '*' ? MANY : c == '?' ? ONE : c);
            }
        }
        return marked.toString();
    }

    boolean matches(String value, RequestContext context) {
        return anything || matches(value, context, false);
    }

    boolean matchesIgnoringCase(String value, RequestContext context) {
        return anything || matches(value, context, true);
    }

    private boolean matches(String value, RequestContext context, boolean ignoreCase) {
        String pattern = variable ? PolicyVariables.replace(text, context) : text;
        return pattern != null && matches(pattern, value, ignoreCase);
    }

    /** The text with variables replaced and wildcards as they were written; null if a variable has no value. */
    @Nullable
    String plain(RequestContext context) {
        String replaced = variable ? PolicyVariables.replace(text, context) : text;
        return replaced == null ? null : replaced.replace(MANY, '*').replace(ONE, '?');
    }

    /** Whether a value matches a pattern without variables. */
    static boolean like(String pattern, String value) {
        return matches(marked(pattern, false), value, false);
    }

    private static boolean matches(String pattern, String value, boolean ignoreCase) {
        int p = 0;
        int v = 0;
        int star = -1;
        int resume = 0;
        while (v < value.length()) {
            if (p < pattern.length() && pattern.charAt(p) == MANY) {
                star = p++;
                resume = v;
            } else if (p < pattern.length() && same(pattern.charAt(p), value.charAt(v), ignoreCase)) {
                p++;
                v++;
            } else if (star >= 0) {
                p = star + 1;
                v = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == MANY) {
            p++;
        }
        return p == pattern.length();
    }

    private static boolean same(char pattern, char value, boolean ignoreCase) {
        return pattern == ONE
                || pattern == value
                || ignoreCase && Character.toLowerCase(pattern) == Character.toLowerCase(value);
    }

    @Override
    public String toString() {
        return text.replace(MANY, '*').replace(ONE, '?');
    }
}
