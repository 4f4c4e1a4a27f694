package dev.eksdsl.testing.logs;

import dev.eksdsl.testing.server.AwsFault;

/** Refusals in CloudWatch Logs' words. */
final class LogsFaults {

    private LogsFaults() {}

    static AwsFault invalid(String message) {
        return new AwsFault(400, "InvalidParameterException", message);
    }

    static AwsFault notFound(String message) {
        return new AwsFault(400, "ResourceNotFoundException", message);
    }

    static AwsFault exists(String message) {
        return new AwsFault(400, "ResourceAlreadyExistsException", message);
    }

    static AwsFault tooMany() {
        return new AwsFault(400, "LimitExceededException", "Resource limit exceeded.");
    }
}
