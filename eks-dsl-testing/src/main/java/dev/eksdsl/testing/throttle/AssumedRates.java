package dev.eksdsl.testing.throttle;

import java.util.List;
import java.util.Set;

/**
 * Limits of services that publish none for their APIs, or few. <strong>These are assumptions</strong>: what is seen in
 * practice, or what clients that know the services allow themselves. Only CreateLogGroup's ten a second, and SSM's forty for
 * parameters, are AWS's own figures.
 */
final class AssumedRates {

    /** What the AWS Load Balancer Controller puts under its own, smaller limits: the targets of target groups. */
    private static final Set<String> TARGETS = Set.of("RegisterTargets", "DeregisterTargets");

    private AssumedRates() {}

    /** What a call takes; nothing where a service is not known to limit it. */
    static List<Toll> of(RatedCall call) {
        return switch (call.service()) {
            case "eks" -> List.of(call.read() ? Toll.of("reads", 40, 20) : Toll.of("writes", 10, 2));
            case "iam" -> List.of(call.read() ? Toll.of("reads", 40, 20) : Toll.of("writes", 15, 5));
            case "sts" -> List.of(Toll.of("all", 600, 600));
            case "ssm" ->
                List.of(Toll.of(call.operation().startsWith("GetParameter") ? "parameters" : "others", 40, 40));
            case "logs" -> List.of(Toll.of(call.operation(), 10, 10));
            case "autoscaling" -> List.of(call.read() ? Toll.of("reads", 100, 20) : Toll.of("writes", 20, 5));
            case "elasticloadbalancing" -> List.of(balancing(call));
            default -> List.of();
        };
    }

    private static Toll balancing(RatedCall call) {
        if (call.read()) {
            return Toll.of("reads", 200, 50);
        }
        return TARGETS.contains(call.operation()) ? Toll.of("targets", 20, 4) : Toll.of("writes", 20, 3);
    }
}
