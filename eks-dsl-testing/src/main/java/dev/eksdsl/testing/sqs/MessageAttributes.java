package dev.eksdsl.testing.sqs;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** The rules for the attributes of messages, and which of them a receiver wants (SQS developer guide). */
final class MessageAttributes {

    private static final int MOST = 10;

    private MessageAttributes() {}

    static void check(Map<String, MessageAttributeValue> attributes) {
        if (attributes.size() > MOST) {
            throw SqsFaults.refuse(
                    "InvalidParameterValue",
                    "Number of message attributes [%d] exceeds the allowed maximum [%d]."
                            .formatted(attributes.size(), MOST));
        }
        attributes.forEach((name, value) -> {
            checkName(name);
            checkType(name, value);
        });
    }

    private static void checkName(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (!name.matches("[A-Za-z0-9_.-]{1,256}")
                || lower.startsWith("aws.")
                || lower.startsWith("amazon.")
                || name.startsWith(".")
                || name.endsWith(".")
                || name.contains("..")) {
            throw SqsFaults.refuse(
                    "InvalidParameterValue",
                    "The message attribute name '%s' is invalid. Attribute name can contain A-Z, a-z, 0-9, underscore (_), hyphen (-), and period (.) characters."
                            .formatted(name));
        }
    }

    private static void checkType(String name, MessageAttributeValue value) {
        String type = value.dataType();
        String kind = type.split("\\.", 2)[0];
        if (!List.of("String", "Number", "Binary").contains(kind)) {
            throw SqsFaults.refuse(
                    "InvalidParameterValue",
                    "The message attribute '%s' has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String."
                            .formatted(name));
        }
        boolean binary = kind.equals("Binary");
        boolean hasText = value.stringValue() != null && !value.stringValue().isEmpty();
        boolean hasBytes = value.binaryValue() != null;
        if (binary ? !hasBytes : !hasText) {
            throw SqsFaults.refuse(
                    "InvalidParameterValue",
                    "The message attribute '%s' must contain a non-empty message attribute value for message attribute type '%s'."
                            .formatted(name, type));
        }
        if (kind.equals("Number") && !value.stringValue().matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?")) {
            throw SqsFaults.refuse(
                    "InvalidParameterValue",
                    "Can't cast the value of message (user) attribute '%s' to a number.".formatted(name));
        }
    }

    static int size(Map<String, MessageAttributeValue> attributes) {
        return attributes.entrySet().stream()
                .mapToInt(entry -> bytes(entry.getKey())
                        + bytes(entry.getValue().dataType())
                        + (entry.getValue().binaryValue() == null
                                ? bytes(entry.getValue().stringValue())
                                : entry.getValue().binaryValue().asByteArray().length))
                .sum();
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** Those with the names that a receiver asks for: whole, {@code All}, or with {@code .*} at the end. */
    static Map<String, MessageAttributeValue> named(Map<String, MessageAttributeValue> attributes, List<String> names) {
        Map<String, MessageAttributeValue> found = new TreeMap<>(attributes);
        found.keySet().removeIf(name -> names.stream().noneMatch(wanted -> fits(name, wanted)));
        return found;
    }

    private static boolean fits(String name, String wanted) {
        return wanted.equals("All")
                || wanted.equals(name)
                || wanted.endsWith(".*") && name.startsWith(wanted.substring(0, wanted.length() - 2));
    }
}
