package dev.eksdsl.testing.sqs;

import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import dev.eksdsl.testing.server.World;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeNameForSends;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/** Puts messages into queues. */
final class Sending {

    private static final int LONGEST_DELAY = 900;
    private static final int LARGEST_BATCH = 1_048_576;

    private final World world;
    private final Queues queues;

    Sending(World world, Queues queues) {
        this.world = world;
        this.queues = queues;
    }

    void register(Operations operations) {
        operations.on(SendMessageRequest.class, this::send);
        operations.on(SendMessageBatchRequest.class, this::sendAll);
    }

    private SendMessageResponse send(SendMessageRequest request, Caller caller) {
        FakeQueue queue = queues.byUrl(caller, request.queueUrl());
        FakeMessage.Content content = new FakeMessage.Content(
                request.messageBody(),
                request.messageAttributes(),
                request.messageGroupId(),
                request.messageDeduplicationId(),
                trace(request.messageSystemAttributes()));
        FakeMessage message = put(queue, content, request.delaySeconds(), caller.accountId());
        return SendMessageResponse.builder()
                .messageId(message.id)
                .md5OfMessageBody(Digests.md5(content.body()))
                .md5OfMessageAttributes(Digests.md5(content.attributes()))
                .md5OfMessageSystemAttributes(digestOfTrace(content))
                .sequenceNumber(queue.isFifo() ? message.sequence : null)
                .build();
    }

    private SendMessageBatchResponse sendAll(SendMessageBatchRequest request, Caller caller) {
        FakeQueue queue = queues.byUrl(caller, request.queueUrl());
        Batches.check(request.entries(), SendMessageBatchRequestEntry::id, "SendMessageBatchRequestEntry");
        int size = request.entries().stream()
                .mapToInt(entry -> size(entry.messageBody(), entry.messageAttributes()))
                .sum();
        if (size > LARGEST_BATCH) {
            throw SqsFaults.refuse(
                    "BatchRequestTooLong",
                    "Batch requests cannot be longer than %d bytes. You have sent %d bytes."
                            .formatted(LARGEST_BATCH, size));
        }
        List<SendMessageBatchResultEntry> successful = new ArrayList<>();
        List<BatchResultErrorEntry> failed = new ArrayList<>();
        for (SendMessageBatchRequestEntry entry : request.entries()) {
            try {
                successful.add(sendOne(queue, entry, caller));
            } catch (AwsFault fault) {
                failed.add(Batches.failed(entry.id(), fault));
            }
        }
        return SendMessageBatchResponse.builder()
                .successful(successful)
                .failed(failed)
                .build();
    }

    private SendMessageBatchResultEntry sendOne(FakeQueue queue, SendMessageBatchRequestEntry entry, Caller caller) {
        FakeMessage.Content content = new FakeMessage.Content(
                entry.messageBody(),
                entry.messageAttributes(),
                entry.messageGroupId(),
                entry.messageDeduplicationId(),
                trace(entry.messageSystemAttributes()));
        FakeMessage message = put(queue, content, entry.delaySeconds(), caller.accountId());
        return SendMessageBatchResultEntry.builder()
                .id(entry.id())
                .messageId(message.id)
                .md5OfMessageBody(Digests.md5(content.body()))
                .md5OfMessageAttributes(Digests.md5(content.attributes()))
                .md5OfMessageSystemAttributes(digestOfTrace(content))
                .sequenceNumber(queue.isFifo() ? message.sequence : null)
                .build();
    }

    /** Puts a message into a queue; a FIFO queue that knows it answers with the one that it has. */
    FakeMessage put(FakeQueue queue, FakeMessage.Content wanted, @Nullable Integer delay, String sender) {
        checkContent(queue, wanted);
        checkDelay(queue, delay);
        FakeMessage.Content content = queue.isFifo() ? deduplicated(queue, wanted) : plain(wanted);
        queue.expire(world.now());
        FakeMessage known = queue.lately.get(key(queue, content));
        if (queue.isFifo() && known != null) {
            return known;
        }
        int seconds = delay == null ? queue.number("DelaySeconds") : delay;
        FakeMessage message = new FakeMessage(
                world.ids().requestId(),
                content,
                world.now(),
                world.now().plusSeconds(seconds),
                sender,
                // SQS's numbers have twenty digits
                "%020d".formatted(18_850_000_000_000_000L + queue.sequence++ * 256));
        queue.messages.add(message);
        if (queue.isFifo()) {
            queue.lately.put(key(queue, content), message);
        }
        return message;
    }

    private static String key(FakeQueue queue, FakeMessage.Content content) {
        boolean byGroup = "messageGroup".equals(queue.attributes.get("DeduplicationScope"));
        return (byGroup ? content.group() : "") + " " + content.deduplication();
    }

    private static void checkContent(FakeQueue queue, FakeMessage.Content content) {
        if (content.body().isEmpty()) {
            throw SqsFaults.missing("MessageBody");
        }
        if (!content.body().codePoints().allMatch(Sending::isAllowed)) {
            throw SqsFaults.refuse(
                    "InvalidMessageContents",
                    "Invalid characters found. Valid unicode characters are #x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF");
        }
        MessageAttributes.check(content.attributes());
        int most = queue.number("MaximumMessageSize");
        if (size(content.body(), content.attributes()) > most) {
            throw SqsFaults.refuse(
                    "InvalidParameterValue",
                    "One or more parameters are invalid. Reason: Message must be shorter than %d bytes."
                            .formatted(most));
        }
    }

    /** What XML 1.0 allows (SQS API reference, SendMessage). */
    private static boolean isAllowed(int c) {
        return c == 0x9
                || c == 0xA
                || c == 0xD
                || c >= 0x20 && c <= 0xD7FF
                || c >= 0xE000 && c <= 0xFFFD
                || c >= 0x10000;
    }

    private static void checkDelay(FakeQueue queue, @Nullable Integer delay) {
        if (delay == null) {
            return;
        }
        if (delay < 0 || delay > LONGEST_DELAY) {
            throw SqsFaults.invalidValue(delay, "DelaySeconds", "DelaySeconds must be >= 0 and <= 900.");
        }
        if (queue.isFifo() && delay > 0) {
            throw SqsFaults.invalidValue(
                    delay, "DelaySeconds", "The request include parameter that is not valid for this queue type.");
        }
    }

    private static FakeMessage.Content plain(FakeMessage.Content wanted) {
        if (wanted.deduplication() != null) {
            throw SqsFaults.invalidValue(
                    wanted.deduplication(),
                    "MessageDeduplicationId",
                    "The request includes a parameter that is not valid for this queue type.");
        }
        return wanted;
    }

    private static FakeMessage.Content deduplicated(FakeQueue queue, FakeMessage.Content wanted) {
        if (wanted.group() == null) {
            throw SqsFaults.missing("MessageGroupId");
        }
        if (wanted.deduplication() != null) {
            return wanted;
        }
        if (!"true".equals(queue.attributes.get("ContentBasedDeduplication"))) {
            throw SqsFaults.refuse(
                    "InvalidParameterValue",
                    "The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly");
        }
        return new FakeMessage.Content(
                wanted.body(), wanted.attributes(), wanted.group(), Digests.sha256(wanted.body()), wanted.trace());
    }

    private static int size(String body, Map<String, MessageAttributeValue> attributes) {
        return body.getBytes(StandardCharsets.UTF_8).length + MessageAttributes.size(attributes);
    }

    private static @Nullable String digestOfTrace(FakeMessage.Content content) {
        MessageAttributeValue trace = content.trace();
        return trace == null
                ? null
                : Digests.md5(Map.of(MessageSystemAttributeNameForSends.AWS_TRACE_HEADER.toString(), trace));
    }

    private static @Nullable MessageAttributeValue trace(
            Map<MessageSystemAttributeNameForSends, MessageSystemAttributeValue> attributes) {
        MessageSystemAttributeValue value = attributes.get(MessageSystemAttributeNameForSends.AWS_TRACE_HEADER);
        return value == null
                ? null
                : MessageAttributeValue.builder()
                        .dataType(value.dataType())
                        .stringValue(value.stringValue())
                        .build();
    }
}
