package dev.eksdsl.testing.server;

/** Errors that any operation of a service can give, with each service's own codes and texts. */
final class ServiceErrors {

    private ServiceErrors() {}

    static AwsFault throttled(Call call) {
        return switch (call.service()) {
            case "ec2" -> new AwsFault(503, "RequestLimitExceeded", "Request limit exceeded.");
            case "iam", "sts", "elasticloadbalancing", "autoscaling" ->
                new AwsFault(400, "Throttling", "Rate exceeded");
            case "eks" -> new AwsFault(429, "ThrottlingException", "Rate exceeded");
            default -> new AwsFault(400, "ThrottlingException", "Rate exceeded");
        };
    }

    static AwsFault internal(Call call) {
        return internal(call.service(), "An internal error has occurred");
    }

    static AwsFault internal(String service, String message) {
        return switch (service) {
            case "ec2" -> new AwsFault(500, "InternalError", message);
            case "iam" -> new AwsFault(500, "ServiceFailure", message);
            case "eks" -> new AwsFault(500, "ServerException", message);
            case "ssm" -> new AwsFault(500, "InternalServerError", message);
            default -> new AwsFault(500, "InternalFailure", message);
        };
    }

    static AwsFault denied(Call call) {
        String action = call.service() + ":" + call.operation();
        String text =
                "User: %s is not authorized to perform: %s on resource: * because no identity-based policy allows the %s action"
                        .formatted(call.caller().arn(), action, action);
        return switch (call.service()) {
            case "ec2" ->
                new AwsFault(403, "UnauthorizedOperation", "You are not authorized to perform this operation. " + text);
            case "iam", "sts", "elasticloadbalancing", "autoscaling" -> new AwsFault(403, "AccessDenied", text);
            case "ssm" -> new AwsFault(400, "AccessDeniedException", text);
            default -> new AwsFault(403, "AccessDeniedException", text);
        };
    }
}
