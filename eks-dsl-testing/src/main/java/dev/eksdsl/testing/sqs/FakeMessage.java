package dev.eksdsl.testing.sqs;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** One message in a queue. */
final class FakeMessage {

    final String id;
    final Content content;
    final Instant sent;
    final String sender;
    final String sequence;
    Instant visible;
    int received;
    boolean inFlight;

    @Nullable
    Instant firstReceived;

    @Nullable
    String source;

    FakeMessage(String id, Content content, Instant sent, Instant visible, String sender, String sequence) {
        this.id = id;
        this.content = content;
        this.sent = sent;
        this.visible = visible;
        this.sender = sender;
        this.sequence = sequence;
    }

    /** The handle of the last receipt. */
    String handle() {
        return Handles.of(id, received);
    }

    boolean isInFlight(Instant now) {
        return inFlight && visible.isAfter(now);
    }

    /**
     * What was sent.
     *
     * @param group the message group, if any
     * @param deduplication the deduplication id of a FIFO queue
     * @param trace the X-Ray trace header, if any
     */
    record Content(
            String body,
            Map<String, MessageAttributeValue> attributes,
            @Nullable String group,
            @Nullable String deduplication,
            @Nullable MessageAttributeValue trace) {}
}
