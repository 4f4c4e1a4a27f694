package dev.eksdsl.testing.events;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * One entry of a pattern's leaf: a value, or an object with one operator: {@code prefix}, {@code suffix}, {@code
 * equals-ignore-case}, {@code wildcard}, {@code anything-but}, {@code numeric}, {@code exists}, {@code cidr}.
 */
final class PatternOperator {

    private static final String EXISTS = "exists";
    private static final String ANYTHING_BUT = "anything-but";
    private static final String IGNORE_CASE = "equals-ignore-case";

    private static final Set<String> KNOWN =
            Set.of("prefix", "suffix", IGNORE_CASE, "wildcard", ANYTHING_BUT, "numeric", EXISTS, "cidr");

    private static final Set<String> COMPARISONS = Set.of("=", "<", "<=", ">", ">=");

    private PatternOperator() {}

    static void check(JsonNode operator) {
        if (operator.isArray()) {
            throw EventPattern.invalid("Match value must be String, number, true, false, or null");
        }
        if (!operator.isObject()) {
            return;
        }
        if (operator.size() != 1) {
            throw EventPattern.invalid("Only one key allowed in match expression");
        }
        Map.Entry<String, JsonNode> only = operator.properties().iterator().next();
        if (!KNOWN.contains(only.getKey())) {
            throw EventPattern.invalid("Unrecognized match type " + only.getKey());
        }
        JsonNode value = only.getValue();
        if (only.getKey().equals(EXISTS) && !value.isBoolean()) {
            throw EventPattern.invalid("exists match pattern must be either true or false.");
        }
        if (only.getKey().equals("numeric")) {
            checkNumeric(value);
        }
    }

    private static void checkNumeric(JsonNode value) {
        if (!value.isArray() || value.isEmpty() || value.size() % 2 != 0) {
            throw EventPattern.invalid("Invalid numeric match: must be an array of comparisons and numbers");
        }
        for (int i = 0; i < value.size(); i += 2) {
            if (!COMPARISONS.contains(value.get(i).asText())) {
                throw EventPattern.invalid(
                        "Unrecognized numeric range operator: " + value.get(i).asText());
            }
            if (!value.get(i + 1).isNumber()) {
                throw EventPattern.invalid("Value of " + value.get(i).asText() + " must be numeric");
            }
        }
    }

    /** @param values the event's value, or the elements of its array; a missing node where there is none */
    static boolean fits(JsonNode operator, List<JsonNode> values) {
        JsonNode exists = operator.path(EXISTS);
        if (operator.isObject() && !exists.isMissingNode()) {
            return exists.asBoolean() == values.stream().anyMatch(value -> !value.isMissingNode());
        }
        return values.stream().filter(value -> !value.isMissingNode()).anyMatch(value -> fits(operator, value));
    }

    private static boolean fits(JsonNode operator, JsonNode value) {
        if (!operator.isObject()) {
            return same(operator, value);
        }
        Map.Entry<String, JsonNode> only = operator.properties().iterator().next();
        JsonNode wanted = only.getValue();
        return switch (only.getKey()) {
            case ANYTHING_BUT -> !isAnyOf(wanted, value);
            case "numeric" -> value.isNumber() && inRange(wanted, value.decimalValue());
            case "cidr" -> value.isTextual() && contains(wanted.asText(), value.asText());
            default -> value.isTextual() && text(only.getKey(), wanted, value.asText());
        };
    }

    private static boolean isAnyOf(JsonNode wanted, JsonNode value) {
        if (wanted.isObject()) {
            Map.Entry<String, JsonNode> only = wanted.properties().iterator().next();
            return value.isTextual()
                    && nodes(only.getValue()).anyMatch(each -> text(only.getKey(), each, value.asText()));
        }
        return nodes(wanted).anyMatch(each -> same(each, value));
    }

    private static boolean text(String operator, JsonNode wanted, String text) {
        JsonNode folded = wanted.path(IGNORE_CASE);
        if (wanted.isObject() && !folded.isMissingNode()) {
            return text(operator, folded.asText().toLowerCase(Locale.ROOT), text.toLowerCase(Locale.ROOT));
        }
        return text(operator, wanted.asText(), text);
    }

    private static boolean text(String operator, String wanted, String text) {
        return switch (operator) {
            case "prefix" -> text.startsWith(wanted);
            case "suffix" -> text.endsWith(wanted);
            case IGNORE_CASE -> text.equalsIgnoreCase(wanted);
            case "wildcard" -> wildcard(wanted).matcher(text).matches();
            default -> false;
        };
    }

    private static Pattern wildcard(String wanted) {
        return Pattern.compile(Pattern.quote(wanted).replace("*", "\\E.*\\Q"), Pattern.DOTALL);
    }

    private static boolean same(JsonNode wanted, JsonNode value) {
        if (wanted.isNumber() && value.isNumber()) {
            return wanted.decimalValue().compareTo(value.decimalValue()) == 0;
        }
        return wanted.equals(value);
    }

    private static boolean inRange(JsonNode range, BigDecimal value) {
        List<Boolean> holds = new ArrayList<>();
        for (int i = 0; i < range.size(); i += 2) {
            int compared = value.compareTo(range.get(i + 1).decimalValue());
            holds.add(
                    switch (range.get(i).asText()) {
                        case "=" -> compared == 0;
                        case "<" -> compared < 0;
                        case "<=" -> compared <= 0;
                        case ">" -> compared > 0;
                        default -> compared >= 0;
                    });
        }
        return !holds.contains(false);
    }

    private static boolean contains(String cidr, String address) {
        String[] parts = cidr.split("/", 2);
        // letters would be looked up as host names
        if (parts.length != 2 || !(parts[0] + address).matches("[0-9a-fA-F.:]+")) {
            return false;
        }
        try {
            byte[] network = InetAddress.getByName(parts[0]).getAddress();
            byte[] host = InetAddress.getByName(address).getAddress();
            int shift = network.length * 8 - Integer.parseInt(parts[1]);
            return network.length == host.length
                    && new BigInteger(1, network).shiftRight(shift).equals(new BigInteger(1, host).shiftRight(shift));
        } catch (UnknownHostException | NumberFormatException notAnAddress) {
            return false;
        }
    }

    private static Stream<JsonNode> nodes(JsonNode node) {
        return node.isArray() ? StreamSupport.stream(node.spliterator(), false) : Stream.of(node);
    }
}
