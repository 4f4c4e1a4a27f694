package dev.eksdsl.testing.autoscaling;

import dev.eksdsl.testing.server.AwsFault;

/** The refusals of Auto Scaling, with the codes of its service model. */
final class Refusals {

    private Refusals() {}

    static AwsFault validation(String message) {
        return new AwsFault(400, "ValidationError", message);
    }

    static AwsFault alreadyExists(String message) {
        return new AwsFault(400, "AlreadyExists", message);
    }

    static AwsFault inUse(String message) {
        return new AwsFault(400, "ResourceInUse", message);
    }

    static AwsFault activityInProgress(String message) {
        return new AwsFault(400, "ScalingActivityInProgress", message);
    }

    static AwsFault limitExceeded(String message) {
        return new AwsFault(400, "LimitExceeded", message);
    }

    static AwsFault invalidToken(String token) {
        return new AwsFault(400, "InvalidNextToken", "The token '" + token + "' is invalid.");
    }

    /** As most operations say it (observed: the name is not repeated). */
    static AwsFault noGroup() {
        return validation("AutoScalingGroup name not found - null");
    }
}
