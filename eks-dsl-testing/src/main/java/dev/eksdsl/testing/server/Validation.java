package dev.eksdsl.testing.server;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Refuses requests that the models of the services forbid: members that are missing, too long, too many, out of range, or
 * not of the pattern or the enum. Each service refuses in its own words.
 */
final class Validation {

    private static final String EC2 = "ec2";
    private static final String SQS = "sqs";

    private final Map<String, Constraints> constraints = new HashMap<>();

    /** @throws AwsFault if the request is forbidden */
    void check(String service, SdkPojo request) {
        Constraints rules = constraints.computeIfAbsent(service, Constraints::of);
        // EC2's enums grow by the week, and EC2 checks them itself: the handlers decide
        List<Violation> violations = RequestCheck.of(request, rules, !service.equals(EC2));
        if (!violations.isEmpty()) {
            throw switch (service) {
                case EC2 -> single(service, violations.get(0), "");
                case SQS -> single(service, violations.get(0), ".");
                default -> refusal(service, violations);
            };
        }
    }

    private static AwsFault refusal(String service, List<Violation> violations) {
        String count = violations.size() == 1 ? "1 validation error" : violations.size() + " validation errors";
        String message = count + " detected: "
                + violations.stream().map(Violation::toString).collect(Collectors.joining("; "));
        return new AwsFault(400, ErrorCodes.of(service).validation(), message);
    }

    /** EC2 and SQS tell of one violation at a time. */
    private static AwsFault single(String service, Violation violation, String end) {
        return violation.value() == null
                ? new AwsFault(
                        400,
                        "MissingParameter",
                        "The request must contain the parameter " + violation.parameter() + end)
                : new AwsFault(
                        400,
                        ErrorCodes.of(service).validation(),
                        "Value (%s) for parameter %s is invalid. %s"
                                .formatted(violation.value(), violation.parameter(), violation.demand()));
    }
}
