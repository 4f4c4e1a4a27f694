package dev.eksdsl.aws.pacing;

import java.util.Optional;

/**
 * Where calls of services begin that publish no limits of their APIs. <strong>These are assumptions</strong>: what is seen in
 * practice, and what clients that know the services allow themselves; a limiter slows down where AWS says otherwise. AWS's own
 * figures are only those of SSM's parameters and of log groups.
 */
final class AssumedLimits {

    private AssumedLimits() {}

    /** Empty where no limit is known: then AWS is asked at once. */
    static Optional<Limit> of(PacedCall call) {
        return switch (call.service()) {
            case "eks" -> Optional.of(call.isRead() ? Limit.of("reads", 40, 20) : Limit.of("writes", 10, 2));
            case "iam" -> Optional.of(call.isRead() ? Limit.of("reads", 40, 20) : Limit.of("writes", 15, 5));
            case "sts" -> Optional.of(Limit.of("all", 600, 600));
            case "ssm" -> Optional.of(Limit.of("parameters", 40, 40));
            case "logs" -> Optional.of(Limit.of(call.operation(), 10, 10));
            case "elasticloadbalancing" ->
                Optional.of(call.isRead() ? Limit.of("reads", 200, 50) : Limit.of("writes", 20, 3));
            default -> Optional.empty();
        };
    }
}
