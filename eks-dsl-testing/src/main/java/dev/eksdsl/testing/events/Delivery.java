package dev.eksdsl.testing.events;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.logs.LogSink;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.World;
import dev.eksdsl.testing.sqs.MessageQueues;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.eventbridge.model.InputTransformer;
import software.amazon.awssdk.services.eventbridge.model.Target;

/**
 * Takes events to the targets of the rules that want them: queues, log groups, and buses (of other accounts and regions,
 * too). Targets of other kinds take the event without effect.
 */
final class Delivery {

    private static final String SENDER = "events.amazonaws.com";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** An event that comes from a bus is not sent on to a third one (EventBridge user guide). */
    private static final int MOST_HOPS = 2;

    private final World world;
    private final Buses buses;
    private final MessageQueues queues;
    private final LogSink logs;

    Delivery(World world, Buses buses, MessageQueues queues, LogSink logs) {
        this.world = world;
        this.buses = buses;
        this.queues = queues;
        this.logs = logs;
    }

    /** The event as its targets see it. */
    ObjectNode envelope(Caller owner, String source, String detailType, List<String> resources, JsonNode detail) {
        ObjectNode event = JSON.createObjectNode()
                .put("version", "0")
                .put("id", world.ids().requestId())
                .put("detail-type", detailType)
                .put("source", source)
                .put("account", owner.accountId())
                .put("time", world.now().truncatedTo(ChronoUnit.SECONDS).toString())
                .put("region", owner.region());
        resources.forEach(event.putArray("resources")::add);
        event.set("detail", detail);
        return event;
    }

    static JsonNode tree(Map<String, Object> detail) {
        return JSON.valueToTree(detail);
    }

    void put(FakeBus bus, ObjectNode event) {
        put(bus, event, 1);
    }

    private void put(FakeBus bus, ObjectNode event, int hops) {
        for (FakeRule rule : List.copyOf(bus.rules.values())) {
            EventPattern pattern = rule.parsed;
            if (rule.isEnabled() && pattern != null && pattern.matches(event)) {
                send(rule, event, hops);
            }
        }
    }

    /** Sends to all targets of a rule, whether it wants the event or not. */
    void send(FakeRule rule, ObjectNode event) {
        send(rule, event, 1);
    }

    private void send(FakeRule rule, ObjectNode event, int hops) {
        for (Target target : rule.targets.values()) {
            String kind = target.arn().split(":", 4)[2];
            String input = input(target, event);
            switch (kind) {
                case "sqs" -> {
                    String group = target.sqsParameters() == null
                            ? null
                            : target.sqsParameters().messageGroupId();
                    if (!queues.send(target.arn(), SENDER, rule.arn(), input, group)) {
                        toDeadLetters(rule, target, input);
                    }
                }
                case "logs" -> logs.put(target.arn(), event.path("id").asText(), input);
                case "events" -> {
                    if (hops < MOST_HOPS) {
                        otherBus(target.arn()).ifPresent(bus -> put(bus, event, hops + 1));
                    }
                }
                default -> {
                    // functions, topics and the like are not in this world
                }
            }
        }
    }

    private void toDeadLetters(FakeRule rule, Target target, String input) {
        if (target.deadLetterConfig() != null && target.deadLetterConfig().arn() != null) {
            queues.send(target.deadLetterConfig().arn(), SENDER, rule.arn(), input, null);
        }
    }

    private Optional<FakeBus> otherBus(String arn) {
        return buses.all().stream().filter(bus -> bus.arn().equals(arn)).findFirst();
    }

    private static String input(Target target, ObjectNode event) {
        if (target.input() != null) {
            return target.input();
        }
        if (target.inputPath() != null) {
            return at(event, target.inputPath()).toString();
        }
        InputTransformer transformer = target.inputTransformer();
        return transformer == null ? event.toString() : transformed(transformer, event);
    }

    private static String transformed(InputTransformer transformer, ObjectNode event) {
        String text = transformer.inputTemplate();
        for (Map.Entry<String, String> path : transformer.inputPathsMap().entrySet()) {
            JsonNode value = at(event, path.getValue());
            String variable = "<" + path.getKey() + ">";
            String plain = value.isMissingNode() ? "" : value.isTextual() ? value.asText() : value.toString();
            // a variable of its own in a JSON template stands for a JSON value, one within quotes for a text
            String quoted = value.isTextual() ? value.toString() : plain;
            text = text.replaceAll("(?<=[:\\[,]\\s?)" + Pattern.quote(variable), Matcher.quoteReplacement(quoted));
            text = text.replace(variable, plain);
        }
        try {
            JsonNode whole = JSON.readTree(text);
            return whole.isTextual() ? whole.asText() : whole.toString();
        } catch (JsonProcessingException notJson) {
            return text;
        }
    }

    /** A path such as {@code $.detail.instance-id}. */
    private static JsonNode at(ObjectNode event, String path) {
        String pointer = path.substring(1).replaceAll("\\[(\\d+)]", ".$1").replace('.', '/');
        return event.at(JsonPointer.compile(pointer));
    }
}
