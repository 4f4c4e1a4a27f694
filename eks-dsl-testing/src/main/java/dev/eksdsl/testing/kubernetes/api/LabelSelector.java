package dev.eksdsl.testing.kubernetes.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.kubernetes.api.status.ApiError;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Selectors over labels: as text in a query, and as an object in a spec. */
final class LabelSelector {

    private static final Pattern SET = Pattern.compile("(\\S+)\\s+(in|notin)\\s*\\(([^)]*)\\)");
    private static final Pattern COMPARISON = Pattern.compile("([^=!<>\\s]+)\\s*(==|=|!=|>|<)\\s*([^=!<>\\s]*)");
    private static final Pattern EXISTENCE = Pattern.compile("(!?)\\s*([^=!<>\\s]+)");
    private static final Pattern WORDS = Pattern.compile("[^=!<>\\s]+\\s+([^=!<>\\s]+).*");

    private LabelSelector() {}

    /** A selector of a query, such as {@code app=web,tier in (a,b)}. */
    static Predicate<ObjectNode> parse(String text) {
        Predicate<JsonNode> all = labels -> true;
        for (String requirement : split(text)) {
            all = all.and(requirement(requirement.strip()));
        }
        Predicate<JsonNode> selector = all;
        return object -> selector.test(object.at("/metadata/labels"));
    }

    /** A selector of a spec, with matchLabels and matchExpressions. */
    static Predicate<ObjectNode> of(JsonNode selector) {
        return object -> {
            JsonNode labels = object.at("/metadata/labels");
            for (var entry : selector.path("matchLabels").properties()) {
                if (!entry.getValue().equals(labels.get(entry.getKey()))) {
                    return false;
                }
            }
            for (JsonNode expression : selector.path("matchExpressions")) {
                List<String> values = new ArrayList<>();
                expression.path("values").forEach(value -> values.add(value.asText()));
                String value = value(labels, expression.path("key").asText());
                boolean holds = switch (expression.path("operator").asText()) {
                    case "In" -> value != null && values.contains(value);
                    case "NotIn" -> value == null || !values.contains(value);
                    case "Exists" -> value != null;
                    default -> value == null;
                };
                if (!holds) {
                    return false;
                }
            }
            return true;
        };
    }

    private static Predicate<JsonNode> requirement(String text) {
        Matcher set = SET.matcher(text);
        if (set.matches()) {
            String key = set.group(1);
            List<String> values = Pattern.compile(",")
                    .splitAsStream(set.group(3))
                    .map(String::strip)
                    .toList();
            boolean in = set.group(2).equals("in");
            return labels -> {
                String value = value(labels, key);
                return in ? value != null && values.contains(value) : value == null || !values.contains(value);
            };
        }
        Matcher comparison = COMPARISON.matcher(text);
        if (comparison.matches()) {
            return compare(comparison.group(1), comparison.group(2), comparison.group(3));
        }
        Matcher existence = EXISTENCE.matcher(text);
        if (existence.matches()) {
            boolean absent = !existence.group(1).isEmpty();
            String key = existence.group(2);
            return labels -> labels.has(key) != absent;
        }
        Matcher words = WORDS.matcher(text);
        String found = words.matches() ? words.group(1) : text;
        throw ApiError.badRequest(
                "unable to parse requirement: found '" + found + "', expected: in, notin, =, ==, !=, gt, lt");
    }

    private static Predicate<JsonNode> compare(String key, String operator, String wanted) {
        return labels -> {
            String value = value(labels, key);
            return switch (operator) {
                case "=", "==" -> wanted.equals(value);
                case "!=" -> !wanted.equals(value);
                case ">" -> value != null && number(value) > number(wanted);
                default -> value != null && number(value) < number(wanted);
            };
        };
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            return Long.MIN_VALUE;
        }
    }

    private static @Nullable String value(JsonNode labels, String key) {
        return labels.has(key) ? labels.get(key).asText() : null;
    }

    /** Splits at commas that are not within parentheses. */
    private static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == ',' && depth == 0) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(text.substring(start));
        parts.removeIf(String::isBlank);
        return parts;
    }
}
