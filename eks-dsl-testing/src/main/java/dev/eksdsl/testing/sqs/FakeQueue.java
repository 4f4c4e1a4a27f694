package dev.eksdsl.testing.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eksdsl.testing.server.Caller;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One queue. */
final class FakeQueue {

    /** How long a FIFO queue knows what it was sent (SQS developer guide). */
    static final Duration DEDUPLICATION = Duration.ofMinutes(5);

    final Caller owner;
    final String name;
    final Map<String, String> attributes;
    final Map<String, String> tags = new TreeMap<>();
    final List<FakeMessage> messages = new ArrayList<>();
    /** What a FIFO queue was sent lately, by deduplication id. */
    final Map<String, FakeMessage> lately = new HashMap<>();

    final Instant created;
    Instant modified;

    @Nullable
    Instant purged;

    long sequence;

    FakeQueue(Caller owner, String name, Map<String, String> attributes, Instant created) {
        this.owner = owner;
        this.name = name;
        this.attributes = attributes;
        this.created = created;
        this.modified = created;
    }

    boolean isFifo() {
        return isFifo(name);
    }

    static boolean isFifo(String name) {
        return name.endsWith(".fifo");
    }

    String arn() {
        return owner.arn("sqs", name);
    }

    String url() {
        String suffix = owner.partition().equals("aws-cn") ? "amazonaws.com.cn" : "amazonaws.com";
        return "https://sqs.%s.%s/%s/%s".formatted(owner.region(), suffix, owner.accountId(), name);
    }

    int number(String attribute) {
        return Integer.parseInt(attributes.getOrDefault(attribute, "0"));
    }

    /** The ARN of the queue for messages that nobody could work off; null if there is none. */
    @Nullable
    String deadLetterTarget() {
        JsonNode target = redrive().path("deadLetterTargetArn");
        return target.isMissingNode() ? null : target.asText();
    }

    int maxReceives() {
        return redrive().path("maxReceiveCount").asInt(Integer.MAX_VALUE);
    }

    private JsonNode redrive() {
        return QueueAttributes.json(attributes.getOrDefault(QueueAttributes.REDRIVE, "{}"));
    }

    /** Drops what has been here for longer than the queue keeps messages. */
    void expire(Instant now) {
        Instant oldest = now.minusSeconds(number("MessageRetentionPeriod"));
        messages.removeIf(message -> message.sent.isBefore(oldest));
        lately.values().removeIf(message -> message.sent.plus(DEDUPLICATION).isBefore(now));
    }

    /** What can be received now, in order. A FIFO queue gives nothing of a group of which something is in flight. */
    List<FakeMessage> receivable(Instant now) {
        Set<String> busy = new HashSet<>();
        List<FakeMessage> found = new ArrayList<>();
        for (FakeMessage message : messages) {
            boolean hidden = message.visible.isAfter(now);
            String group = isFifo() ? String.valueOf(message.content.group()) : "";
            if (!hidden && !busy.contains(group)) {
                found.add(message);
            } else if (isFifo()) {
                busy.add(group);
            }
        }
        return found;
    }

    /** The attributes that a client may ask for, those that are counted too. */
    Map<String, String> shown(Instant now) {
        expire(now);
        Map<String, String> shown = new TreeMap<>(attributes);
        shown.put("QueueArn", arn());
        shown.put("CreatedTimestamp", String.valueOf(created.getEpochSecond()));
        shown.put("LastModifiedTimestamp", String.valueOf(modified.getEpochSecond()));
        shown.put("ApproximateNumberOfMessages", count(message -> !message.visible.isAfter(now)));
        shown.put("ApproximateNumberOfMessagesNotVisible", count(message -> message.isInFlight(now)));
        shown.put(
                "ApproximateNumberOfMessagesDelayed",
                count(message -> message.visible.isAfter(now) && !message.inFlight));
        return shown;
    }

    private String count(Predicate<FakeMessage> which) {
        return String.valueOf(messages.stream().filter(which).count());
    }
}
