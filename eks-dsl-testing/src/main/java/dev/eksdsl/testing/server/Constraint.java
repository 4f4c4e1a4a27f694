package dev.eksdsl.testing.server;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;

/**
 * What a service's model demands of one member of a request.
 *
 * @param required whether it must be there
 * @param least the least value of a number, else the least length; null for none
 * @param most the greatest value of a number, else the greatest length; null for none
 * @param pattern what a text must match as a whole; null for none
 */
record Constraint(
        boolean required,
        @Nullable BigDecimal least,
        @Nullable BigDecimal most,
        @Nullable Pattern pattern) {

    private static final Pattern RULES = Pattern.compile(
            "(?<required>required)? ?(?:size (?<least>-?\\d*)\\.\\.(?<most>\\d*))? ?(?:pattern (?<pattern>.+))?");

    /** Reads the rules of a line of the constraint files. */
    static Constraint parse(String rules) {
        Matcher matcher = RULES.matcher(rules);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not the rules of a constraint: " + rules);
        }
        String pattern = matcher.group("pattern");
        return new Constraint(
                matcher.group("required") != null,
                number(matcher.group("least")),
                number(matcher.group("most")),
                pattern == null ? null : Pattern.compile(pattern));
    }

    private static @Nullable BigDecimal number(@Nullable String digits) {
        return digits == null || digits.isEmpty() ? null : new BigDecimal(digits);
    }

    /** What the value fails to satisfy, in AWS's words; empty if all is well. */
    List<String> violations(Object value) {
        List<String> found = new ArrayList<>();
        boolean isNumber = value instanceof Number;
        BigDecimal size = isNumber ? new BigDecimal(value.toString()) : BigDecimal.valueOf(length(value));
        String measured = isNumber ? "value" : "length";
        if (most != null && size.compareTo(most) > 0) {
            found.add("Member must have %s less than or equal to %s".formatted(measured, most));
        }
        if (least != null && size.compareTo(least) < 0) {
            found.add("Member must have %s greater than or equal to %s".formatted(measured, least));
        }
        if (pattern != null && !pattern.matcher(value.toString()).matches()) {
            found.add("Member must satisfy regular expression pattern: " + pattern);
        }
        return found;
    }

    private static int length(Object value) {
        if (value instanceof Collection<?> list) {
            return list.size();
        }
        if (value instanceof Map<?, ?> map) {
            return map.size();
        }
        if (value instanceof SdkBytes bytes) {
            return bytes.asByteBuffer().remaining();
        }
        String text = value.toString();
        return text.codePointCount(0, text.length());
    }
}
