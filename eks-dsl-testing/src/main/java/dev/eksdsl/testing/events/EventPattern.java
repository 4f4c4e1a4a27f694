package dev.eksdsl.testing.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eksdsl.testing.server.AwsFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * Which events a rule wants (EventBridge user guide, "event patterns"): a document of the event's form whose leaves are lists
 * of values or operators, one of which must fit; {@code $or} takes alternatives.
 */
final class EventPattern {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OR = "$or";

    private final JsonNode pattern;

    private EventPattern(JsonNode pattern) {
        this.pattern = pattern;
    }

    /** @throws AwsFault if it is not a pattern */
    static EventPattern parse(String text) {
        try {
            JsonNode pattern = JSON.readTree(text);
            if (!pattern.isObject() || pattern.isEmpty()) {
                throw invalid("Filter is not an object");
            }
            check(pattern, "");
            return new EventPattern(pattern);
        } catch (JsonProcessingException e) {
            throw invalid("Filter is not valid JSON");
        }
    }

    static AwsFault invalid(String reason) {
        return new AwsFault(400, "InvalidEventPatternException", "Event pattern is not valid. Reason: " + reason);
    }

    private static void check(JsonNode node, String path) {
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            String here = path.isEmpty() ? entry.getKey() : path + "." + entry.getKey();
            JsonNode value = entry.getValue();
            if (entry.getKey().equals(OR) && value.isArray()) {
                value.forEach(alternative -> check(alternative, path));
            } else if (value.isObject()) {
                if (value.isEmpty()) {
                    throw invalid("Empty objects are not allowed");
                }
                check(value, here);
            } else if (value.isArray()) {
                if (value.isEmpty()) {
                    throw invalid("Empty arrays are not allowed");
                }
                value.forEach(PatternOperator::check);
            } else {
                throw invalid("\"%s\" must be an object or an array".formatted(entry.getKey()));
            }
        }
    }

    boolean matches(JsonNode event) {
        return matches(pattern, event);
    }

    private static boolean matches(JsonNode pattern, JsonNode event) {
        return pattern.properties().stream().allMatch(entry -> {
            JsonNode wanted = entry.getValue();
            if (entry.getKey().equals(OR) && wanted.isArray()) {
                return StreamSupport.stream(wanted.spliterator(), false)
                        .anyMatch(alternative -> matches(alternative, event));
            }
            JsonNode value = event.path(entry.getKey());
            return wanted.isObject() ? below(wanted, value) : leaf(wanted, value);
        });
    }

    /** In an array of objects any may fit. */
    private static boolean below(JsonNode wanted, JsonNode value) {
        if (value.isArray()) {
            return StreamSupport.stream(value.spliterator(), false).anyMatch(each -> matches(wanted, each));
        }
        return matches(wanted, value);
    }

    private static boolean leaf(JsonNode wanted, JsonNode value) {
        List<JsonNode> values = new ArrayList<>();
        if (value.isArray()) {
            value.forEach(values::add);
        } else {
            values.add(value);
        }
        return StreamSupport.stream(wanted.spliterator(), false)
                .anyMatch(operator -> PatternOperator.fits(operator, values));
    }
}
