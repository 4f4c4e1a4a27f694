package dev.eksdsl.testing.iam;

import dev.eksdsl.testing.server.AwsFault;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** IAM's refusals, and its rules for names (IAM API reference). */
final class IamFaults {

    private static final Pattern NAME = Pattern.compile("[\\w+=,.@-]+");
    private static final Pattern PATH = Pattern.compile("/|/[\\x21-\\x7E]+/");

    private IamFaults() {}

    static AwsFault notFound(String message) {
        return new AwsFault(404, "NoSuchEntity", message);
    }

    static AwsFault exists(String message) {
        return new AwsFault(409, "EntityAlreadyExists", message);
    }

    static AwsFault conflict(String message) {
        return new AwsFault(409, "DeleteConflict", message);
    }

    static AwsFault limit(String quota, int most) {
        return new AwsFault(409, "LimitExceeded", "Cannot exceed quota for " + quota + ": " + most);
    }

    static AwsFault malformed(String message) {
        return new AwsFault(400, "MalformedPolicyDocument", message);
    }

    static AwsFault invalidInput(String message) {
        return new AwsFault(400, "InvalidInput", message);
    }

    static AwsFault validation(String member, String constraint) {
        return new AwsFault(
                400,
                "ValidationError",
                "1 validation error detected: Value at '" + member + "' failed to satisfy constraint: " + constraint);
    }

    static String required(@Nullable String value, String member) {
        if (value == null || value.isEmpty()) {
            throw validation(member, "Member must not be null");
        }
        return value;
    }

    /** A name that is allowed: letters, digits and {@code _+=,.@-}, at most so many. */
    static String name(@Nullable String value, String member, int longest) {
        String name = required(value, member);
        if (name.length() > longest) {
            throw validation(member, "Member must have length less than or equal to " + longest);
        }
        if (!NAME.matcher(name).matches()) {
            throw new AwsFault(
                    400,
                    "ValidationError",
                    "The specified value for " + member + " is invalid. It must contain only alphanumeric characters"
                            + " and/or the following: +=,.@_-");
        }
        return name;
    }

    /** A path that is allowed; {@code /} if none is given. */
    static String path(@Nullable String value) {
        if (value == null) {
            return "/";
        }
        if (value.length() > 512 || !PATH.matcher(value).matches()) {
            throw new AwsFault(
                    400,
                    "ValidationError",
                    "The specified value for path is invalid. It must begin and end with / and contain only"
                            + " alphanumeric characters and/or / characters.");
        }
        return value;
    }
}
