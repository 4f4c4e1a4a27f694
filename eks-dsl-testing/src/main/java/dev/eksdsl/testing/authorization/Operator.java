package dev.eksdsl.testing.authorization;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The condition operators (IAM user guide, "IAM JSON policy elements: Condition operators"). */
final class Operator {

    /** Compares one value of the request with one of the policy. */
    @FunctionalInterface
    private interface Comparison {
        boolean holds(Glob wanted, String value, RequestContext context);
    }

    private static final Map<String, Comparison> COMPARISONS = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    static {
        COMPARISONS.put("StringEquals", (wanted, value, context) -> value.equals(wanted.plain(context)));
        COMPARISONS.put(
                "StringEqualsIgnoreCase", (wanted, value, context) -> value.equalsIgnoreCase(wanted.plain(context)));
        COMPARISONS.put("StringLike", (wanted, value, context) -> wanted.matches(value, context));
        COMPARISONS.put("BinaryEquals", (wanted, value, context) -> value.equals(wanted.plain(context)));
        COMPARISONS.put("Bool", (wanted, value, context) -> value.equalsIgnoreCase(wanted.plain(context)));
        COMPARISONS.put("ArnEquals", Operator::arnLike);
        COMPARISONS.put("ArnLike", Operator::arnLike);
        COMPARISONS.put("IpAddress", (wanted, value, context) -> IpRange.contains(wanted.plain(context), value));
        for (Order order : Order.values()) {
            COMPARISONS.put(
                    "Numeric" + order.name,
                    (wanted, value, context) -> order.holds(number(value), number(wanted.plain(context))));
            COMPARISONS.put(
                    "Date" + order.name,
                    (wanted, value, context) -> order.holds(date(value), date(wanted.plain(context))));
        }
    }

    /** How two values that have an order may stand to each other. */
    private enum Order {
        EQUALS("Equals"),
        LESS("LessThan"),
        LESS_EQUALS("LessThanEquals"),
        GREATER("GreaterThan"),
        GREATER_EQUALS("GreaterThanEquals");

        private final String name;

        Order(String name) {
            this.name = name;
        }

        <T extends Comparable<T>> boolean holds(@Nullable T value, @Nullable T wanted) {
            if (value == null || wanted == null) {
                return false;
            }
            int sign = value.compareTo(wanted);
            return switch (this) {
                case EQUALS -> sign == 0;
                case LESS -> sign < 0;
                case LESS_EQUALS -> sign <= 0;
                case GREATER -> sign > 0;
                case GREATER_EQUALS -> sign >= 0;
            };
        }
    }

    private final Comparison comparison;
    private final boolean negated;

    private Operator(Comparison comparison, boolean negated) {
        this.comparison = comparison;
        this.negated = negated;
    }

    /** The operator of this name, without set prefix and IfExists; empty if IAM has none such. */
    static Optional<Operator> named(String name) {
        Comparison plain = COMPARISONS.get(name);
        if (plain != null) {
            return Optional.of(new Operator(plain, false));
        }
        String positive = name.toLowerCase(Locale.ROOT).replaceFirst("not(?=equals|like|ipaddress)", "");
        Comparison opposite = positive.length() == name.length() ? null : COMPARISONS.get(positive);
        return Optional.ofNullable(opposite).map(comparison -> new Operator(comparison, true));
    }

    boolean isNegated() {
        return negated;
    }

    /** Whether a value of the request stands to one of the policy as the operator says, its negation left aside. */
    boolean matches(Glob wanted, String value, RequestContext context) {
        return comparison.holds(wanted, value, context);
    }

    /** The six parts of an ARN are compared one by one (IAM user guide). */
    private static boolean arnLike(Glob wanted, String value, RequestContext context) {
        String pattern = wanted.plain(context);
        if (pattern == null) {
            return false;
        }
        String[] wantedParts = pattern.split(":", 6);
        String[] parts = value.split(":", 6);
        if (wantedParts.length != 6 || parts.length != 6) {
            return pattern.equals("*");
        }
        for (int i = 0; i < parts.length; i++) {
            if (!Glob.like(wantedParts[i], parts[i])) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable Double number(@Nullable String text) {
        try {
            return text == null ? null : Double.valueOf(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** A date in ISO 8601 form or in seconds since 1970. */
    private static @Nullable Instant date(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return text.matches("\\d+")
                    ? Instant.ofEpochSecond(Long.parseLong(text))
                    : OffsetDateTime.parse(text.length() == 10 ? text + "T00:00:00Z" : text)
                            .toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }
}
