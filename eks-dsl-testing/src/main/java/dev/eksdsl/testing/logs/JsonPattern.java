package dev.eksdsl.testing.logs;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eksdsl.testing.server.AwsFault;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code { $.a.b = "x*" && ($.n >= 5 || $.z IS NULL) }}: comparisons with texts (with {@code *}), numbers, {@code IS TRUE},
 * {@code IS FALSE}, {@code IS NULL}, {@code NOT EXISTS}, joined by {@code &&} and {@code ||} and in parentheses.
 */
final class JsonPattern implements FilterPattern {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Pattern TOKEN = Pattern.compile(
            "\\s*(\\(|\\)|&&|\\|\\||\\$[\\w.\\[\\]-]*|!=|>=|<=|=|>|<|IS|NOT|EXISTS|TRUE|FALSE|NULL|\"(?:[^\"\\\\]|\\\\.)*\"|[\\w.*+-]+)\\s*");

    private final Predicate<JsonNode> condition;

    private JsonPattern(Predicate<JsonNode> condition) {
        this.condition = condition;
    }

    static JsonPattern parse(String text) {
        if (!text.endsWith("}")) {
            throw invalid();
        }
        Parser parser = new Parser(tokens(text.substring(1, text.length() - 1)));
        Predicate<JsonNode> condition = parser.any();
        if (!parser.isAtEnd()) {
            throw invalid();
        }
        return new JsonPattern(condition);
    }

    private static AwsFault invalid() {
        return LogsFaults.invalid("Invalid metric filter pattern");
    }

    private static List<String> tokens(String text) {
        List<String> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(text);
        int end = 0;
        while (end < text.length() && matcher.find(end) && matcher.start() == end) {
            tokens.add(matcher.group(1));
            end = matcher.end();
        }
        if (end < text.length() || tokens.isEmpty()) {
            throw invalid();
        }
        return tokens;
    }

    /** A message that is not JSON fits no such pattern. */
    @Override
    public boolean matches(String message) {
        try {
            JsonNode tree = JSON.readTree(message);
            return tree.isObject() && condition.test(tree);
        } catch (JsonProcessingException notJson) {
            return false;
        }
    }

    /** Descends from {@code ||} over {@code &&} to single comparisons. */
    private static final class Parser {
        private final List<String> tokens;
        private int at;

        private Parser(List<String> tokens) {
            this.tokens = tokens;
        }

        private boolean isAtEnd() {
            return at == tokens.size();
        }

        private String next() {
            if (isAtEnd()) {
                throw invalid();
            }
            return tokens.get(at++);
        }

        private boolean takes(String token) {
            if (!isAtEnd() && tokens.get(at).equals(token)) {
                at++;
                return true;
            }
            return false;
        }

        private Predicate<JsonNode> any() {
            Predicate<JsonNode> condition = all();
            while (takes("||")) {
                condition = condition.or(all());
            }
            return condition;
        }

        private Predicate<JsonNode> all() {
            Predicate<JsonNode> condition = one();
            while (takes("&&")) {
                condition = condition.and(one());
            }
            return condition;
        }

        private Predicate<JsonNode> one() {
            if (takes("(")) {
                Predicate<JsonNode> inner = any();
                if (!takes(")")) {
                    throw invalid();
                }
                return inner;
            }
            String selector = next();
            if (!selector.startsWith("$")) {
                throw invalid();
            }
            JsonPointer pointer = JsonPointer.compile(
                    selector.substring(1).replaceAll("\\[(\\d+)]", ".$1").replace('.', '/'));
            Predicate<JsonNode> test = test();
            return tree -> test.test(tree.at(pointer));
        }

        private Predicate<JsonNode> test() {
            String operator = next();
            if (operator.equals("NOT") && takes("EXISTS")) {
                return JsonNode::isMissingNode;
            }
            if (operator.equals("IS")) {
                return switch (next()) {
                    case "TRUE" -> node -> node.isBoolean() && node.asBoolean();
                    case "FALSE" -> node -> node.isBoolean() && !node.asBoolean();
                    case "NULL" -> JsonNode::isNull;
                    default -> throw invalid();
                };
            }
            return comparison(operator, next());
        }

        private static Predicate<JsonNode> comparison(String operator, String value) {
            if (!value.startsWith("\"") && value.matches("[+-]?\\d+(\\.\\d+)?([eE][+-]?\\d+)?")) {
                BigDecimal number = new BigDecimal(value);
                return node ->
                        node.isNumber() && holds(operator, node.decimalValue().compareTo(number));
            }
            String text = value.startsWith("\"") ? value.substring(1, value.length() - 1) : value;
            Pattern pattern = Pattern.compile(Pattern.quote(text).replace("*", "\\E.*\\Q"), Pattern.DOTALL);
            return switch (operator) {
                case "=" ->
                    node -> node.isValueNode() && pattern.matcher(node.asText()).matches();
                case "!=" ->
                    node -> !node.isMissingNode()
                            && !pattern.matcher(node.asText()).matches();
                default -> throw invalid();
            };
        }

        private static boolean holds(String operator, int compared) {
            return switch (operator) {
                case "=" -> compared == 0;
                case "!=" -> compared != 0;
                case ">" -> compared > 0;
                case ">=" -> compared >= 0;
                case "<" -> compared < 0;
                case "<=" -> compared <= 0;
                default -> throw invalid();
            };
        }
    }
}
