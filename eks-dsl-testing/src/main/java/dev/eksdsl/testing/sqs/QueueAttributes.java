package dev.eksdsl.testing.sqs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The attributes of queues that can be set: which there are, what they may be, and what they are unless set. */
final class QueueAttributes {

    static final String FIFO = "FifoQueue";
    static final String REDRIVE = "RedrivePolicy";
    static final String POLICY = "Policy";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Least, most and default (SQS API reference, SetQueueAttributes). */
    private static final Map<String, List<Integer>> NUMBERS = Map.of(
            "DelaySeconds", List.of(0, 900, 0),
            "MaximumMessageSize", List.of(1024, 1_048_576, 1_048_576),
            "MessageRetentionPeriod", List.of(60, 1_209_600, 345_600),
            "ReceiveMessageWaitTimeSeconds", List.of(0, 20, 0),
            "VisibilityTimeout", List.of(0, 43_200, 30));

    private static final Map<String, Set<String>> WORDS = Map.of(
            FIFO,
            Set.of("true"),
            "ContentBasedDeduplication",
            Set.of("true", "false"),
            "DeduplicationScope",
            Set.of("queue", "messageGroup"),
            "FifoThroughputLimit",
            Set.of("perQueue", "perMessageGroupId"),
            "SqsManagedSseEnabled",
            Set.of("true", "false"));

    private static final Set<String> FIFO_ONLY =
            Set.of("ContentBasedDeduplication", "DeduplicationScope", "FifoThroughputLimit");

    private static final Set<String> DOCUMENTS = Set.of(POLICY, REDRIVE, "RedriveAllowPolicy");

    private QueueAttributes() {}

    /** What a new queue has. */
    static Map<String, String> defaults(boolean fifo) {
        Map<String, String> defaults = new TreeMap<>();
        NUMBERS.forEach((name, range) -> defaults.put(name, String.valueOf(range.get(2))));
        defaults.put("SqsManagedSseEnabled", "true");
        if (fifo) {
            defaults.put(FIFO, "true");
            defaults.put("ContentBasedDeduplication", "false");
            defaults.put("DeduplicationScope", "queue");
            defaults.put("FifoThroughputLimit", "perQueue");
        }
        return defaults;
    }

    /** Refuses what is unknown or out of range. */
    static void check(Map<String, String> wanted, boolean fifo) {
        wanted.forEach((name, value) -> {
            if (NUMBERS.containsKey(name)) {
                checkNumber(
                        name, value, NUMBERS.get(name).get(0), NUMBERS.get(name).get(1));
            } else if (name.equals("KmsDataKeyReusePeriodSeconds")) {
                checkNumber(name, value, 60, 86_400);
            } else if (WORDS.containsKey(name)) {
                checkWord(name, value, fifo);
            } else if (DOCUMENTS.contains(name)) {
                checkDocument(name, value);
            } else if (!name.equals("KmsMasterKeyId")) {
                throw SqsFaults.refuse("InvalidAttributeName", "Unknown Attribute " + name + ".");
            }
        });
    }

    private static void checkNumber(String name, String value, int least, int most) {
        if (!value.matches("\\d{1,9}") || Integer.parseInt(value) < least || Integer.parseInt(value) > most) {
            throw SqsFaults.invalidAttribute(name);
        }
    }

    private static void checkWord(String name, String value, boolean fifo) {
        if (FIFO_ONLY.contains(name) && !fifo) {
            throw SqsFaults.refuse(
                    "InvalidAttributeName", "You can specify the " + name + " only when FifoQueue is set to true.");
        }
        if (name.equals(FIFO) && !fifo || !WORDS.getOrDefault(name, Set.of()).contains(value)) {
            throw SqsFaults.invalidAttribute(name);
        }
    }

    private static void checkDocument(String name, String value) {
        if (value.isEmpty()) {
            return;
        }
        if (!json(value).isObject()) {
            throw name.equals(POLICY)
                    ? SqsFaults.invalidAttribute(name)
                    : SqsFaults.invalidValue(value, name, "Redrive policy is not a valid JSON map.");
        }
    }

    /** The document; a missing node if it is none. */
    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }
}
