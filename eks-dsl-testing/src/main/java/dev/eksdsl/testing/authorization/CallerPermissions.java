package dev.eksdsl.testing.authorization;

import dev.eksdsl.testing.server.Caller;
import java.util.Optional;

/** What a service asks when an operation's permission does not show in its request alone. */
public interface CallerPermissions {

    /** Lets everybody do everything. */
    CallerPermissions EVERYTHING = (caller, action, resource, context) -> Optional.empty();

    /**
     * What the caller's own policies say.
     *
     * @param resource an ARN
     * @param context further values of condition keys
     * @return empty if the caller is limited by no policy
     */
    Optional<Decision> decide(Caller caller, String action, String resource, RequestContext context);
}
