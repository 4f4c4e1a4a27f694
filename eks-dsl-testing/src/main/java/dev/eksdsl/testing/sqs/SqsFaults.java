package dev.eksdsl.testing.sqs;

import dev.eksdsl.testing.server.AwsFault;

/** Refusals in SQS's words. */
final class SqsFaults {

    private SqsFaults() {}

    static AwsFault refuse(String code, String message) {
        return new AwsFault(400, code, message);
    }

    static AwsFault noQueue() {
        return refuse("QueueDoesNotExist", "The specified queue does not exist.");
    }

    static AwsFault invalidValue(Object value, String parameter, String reason) {
        return refuse(
                "InvalidParameterValue",
                "Value %s for parameter %s is invalid. Reason: %s".formatted(value, parameter, reason));
    }

    static AwsFault invalidAttribute(String name) {
        return refuse("InvalidAttributeValue", "Invalid value for the parameter " + name + ".");
    }

    static AwsFault missing(String parameter) {
        return refuse("MissingParameter", "The request must contain the parameter " + parameter + ".");
    }
}
