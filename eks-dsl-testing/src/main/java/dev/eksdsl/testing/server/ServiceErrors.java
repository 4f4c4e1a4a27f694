package dev.eksdsl.testing.server;

import java.util.Locale;

/** Errors that any operation of a service can give, with each service's own codes and texts. */
public final class ServiceErrors {

    private ServiceErrors() {}

    static AwsFault throttled(Call call) {
        ErrorCodes codes = ErrorCodes.of(call.service());
        String text = call.service().equals("ec2") ? "Request limit exceeded." : "Rate exceeded";
        return new AwsFault(codes.throttledStatus(), codes.throttled(), text);
    }

    static AwsFault internal(Call call) {
        return internal(call.service(), "An internal error has occurred");
    }

    static AwsFault internal(String service, String message) {
        return new AwsFault(500, ErrorCodes.of(service).internal(), message);
    }

    static AwsFault denied(Call call) {
        // SQS writes its actions in lower case here
        String operation = call.service().equals("sqs") ? call.operation().toLowerCase(Locale.ROOT) : call.operation();
        String action = call.service() + ":" + operation;
        String text =
                "User: %s is not authorized to perform: %s on resource: * because no identity-based policy allows the %s action"
                        .formatted(call.caller().arn(), action, action);
        return denied(call.service(), text);
    }

    /**
     * The refusal of a caller who may not.
     *
     * @param service the service's signing name
     * @param text who may not do what, and why
     */
    public static AwsFault denied(String service, String text) {
        ErrorCodes codes = ErrorCodes.of(service);
        String before = service.equals("ec2") ? "You are not authorized to perform this operation. " : "";
        return new AwsFault(codes.deniedStatus(), codes.denied(), before + text);
    }
}
