package dev.eksdsl.aws;

import java.time.Duration;

/**
 * A call waits for its turn, and so does the {@link Turn} that it belongs to. No failure: whoever runs the turn schedules it
 * again after the delay. Kinds do not catch it.
 */
public final class NotYetPermittedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Permit permit;
    private final Duration delay;

    NotYetPermittedException(Permit permit, Duration delay) {
        super("a call to AWS has to wait", null, false, false);
        this.permit = permit;
        this.delay = delay;
    }

    /** The moment that has been given to the call; it holds although the turn is begun anew. */
    Permit permit() {
        return permit;
    }

    /** How long from now. */
    public Duration delay() {
        return delay;
    }
}
