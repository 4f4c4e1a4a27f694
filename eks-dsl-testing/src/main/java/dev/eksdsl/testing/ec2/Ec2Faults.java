package dev.eksdsl.testing.ec2;

import dev.eksdsl.testing.server.AwsFault;
import org.jspecify.annotations.Nullable;

/** EC2's refusals that more than one operation gives. All are HTTP 400 (EC2 API reference, "Error codes"). */
final class Ec2Faults {

    private Ec2Faults() {}

    static AwsFault refuse(String code, String message) {
        return new AwsFault(400, code, message);
    }

    static AwsFault invalid(String message) {
        return refuse("InvalidParameterValue", message);
    }

    static AwsFault invalid(@Nullable Object value, String parameter, String why) {
        return invalid("Value (" + value + ") for parameter " + parameter + " is invalid. " + why);
    }

    static AwsFault missing(String parameter) {
        return refuse("MissingParameter", "The request must contain the parameter " + parameter);
    }

    static AwsFault dependencies(String noun, String id) {
        return refuse("DependencyViolation", "The " + noun + " '" + id + "' has dependencies and cannot be deleted.");
    }

    static AwsFault limit(String code, String things) {
        return refuse(code, "The maximum number of " + things + " has been reached.");
    }

    /** The value, or the refusal of a request that lacks it. */
    static String required(@Nullable String value, String parameter) {
        if (value == null || value.isEmpty()) {
            throw missing(parameter);
        }
        return value;
    }
}
