package dev.eksdsl.testing.sqs;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import dev.eksdsl.testing.server.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/** Gives messages to receivers, and those that were received too often to the dead-letter queue. */
final class Receiving {

    private static final int LONGEST_WAIT = 20;
    private static final int LONGEST_VISIBILITY = 43_200;

    private final World world;
    private final Queues queues;

    Receiving(World world, Queues queues) {
        this.world = world;
        this.queues = queues;
    }

    void register(Operations operations) {
        operations.on(ReceiveMessageRequest.class, this::receive);
    }

    private ReceiveMessageResponse receive(ReceiveMessageRequest request, Caller caller) {
        FakeQueue queue = queues.byUrl(caller, request.queueUrl());
        int most = within(request.maxNumberOfMessages(), 1, 1, 10, "MaxNumberOfMessages");
        int wait = within(
                request.waitTimeSeconds(),
                queue.number("ReceiveMessageWaitTimeSeconds"),
                0,
                LONGEST_WAIT,
                "WaitTimeSeconds");
        int hidden = within(
                request.visibilityTimeout(),
                queue.number("VisibilityTimeout"),
                0,
                LONGEST_VISIBILITY,
                "VisibilityTimeout");
        if (wait > 0) {
            world.waitFor(
                    Duration.ofSeconds(wait),
                    () -> !queue.receivable(world.now()).isEmpty());
        }
        return ReceiveMessageResponse.builder()
                .messages(take(queue, most, hidden).stream()
                        .map(message -> described(message, request))
                        .toList())
                .build();
    }

    private static int within(@Nullable Integer wanted, int standard, int least, int most, String parameter) {
        if (wanted == null) {
            return standard;
        }
        if (wanted < least || wanted > most) {
            throw SqsFaults.invalidValue(
                    wanted, parameter, "Must be >= %d and <= %d, if provided.".formatted(least, most));
        }
        return wanted;
    }

    private List<FakeMessage> take(FakeQueue queue, int most, int hiddenSeconds) {
        Instant now = world.now();
        queue.expire(now);
        List<FakeMessage> taken = new ArrayList<>();
        for (FakeMessage message : queue.receivable(now)) {
            if (taken.size() == most) {
                break;
            }
            if (!toDeadLetters(queue, message)) {
                message.received++;
                message.inFlight = true;
                message.visible = now.plusSeconds(hiddenSeconds);
                if (message.firstReceived == null) {
                    message.firstReceived = now;
                }
                taken.add(message);
            }
        }
        return taken;
    }

    /** Moves a message that was received as often as it may be. */
    private boolean toDeadLetters(FakeQueue queue, FakeMessage message) {
        String target = queue.deadLetterTarget();
        if (target == null || message.received < queue.maxReceives()) {
            return false;
        }
        return queues.byArn(target)
                .map(deadLetters -> {
                    queue.messages.remove(message);
                    message.inFlight = false;
                    message.source = queue.arn();
                    message.visible = world.now();
                    return deadLetters.messages.add(message);
                })
                .orElse(false);
    }

    private static Message described(FakeMessage message, ReceiveMessageRequest request) {
        Map<String, MessageAttributeValue> attributes =
                MessageAttributes.named(message.content.attributes(), request.messageAttributeNames());
        List<String> names = Stream.concat(
                        request.attributeNamesAsStrings().stream(),
                        request.messageSystemAttributeNamesAsStrings().stream())
                .toList();
        Map<String, String> system = system(message);
        system.keySet().removeIf(name -> !names.contains("All") && !names.contains(name));
        return Message.builder()
                .messageId(message.id)
                .receiptHandle(message.handle())
                .body(message.content.body())
                .md5OfBody(Digests.md5(message.content.body()))
                .attributesWithStrings(system.isEmpty() ? null : system)
                .messageAttributes(attributes.isEmpty() ? null : attributes)
                .md5OfMessageAttributes(Digests.md5(attributes))
                .build();
    }

    private static Map<String, String> system(FakeMessage message) {
        Map<String, String> system = new TreeMap<>();
        system.put("SenderId", message.sender);
        system.put("SentTimestamp", String.valueOf(message.sent.toEpochMilli()));
        system.put("ApproximateReceiveCount", String.valueOf(message.received));
        Instant first = message.firstReceived;
        if (first != null) {
            system.put("ApproximateFirstReceiveTimestamp", String.valueOf(first.toEpochMilli()));
        }
        FakeMessage.Content content = message.content;
        put(system, "MessageGroupId", content.group());
        put(system, "DeadLetterQueueSourceArn", message.source);
        if (content.deduplication() != null) {
            put(system, "MessageDeduplicationId", content.deduplication());
            put(system, "SequenceNumber", message.sequence);
        }
        MessageAttributeValue trace = content.trace();
        if (trace != null) {
            system.put("AWSTraceHeader", trace.stringValue());
        }
        return system;
    }

    private static void put(Map<String, String> system, String name, @Nullable String value) {
        if (value != null) {
            system.put(name, value);
        }
    }
}
