package dev.eksdsl.testing.server;

import java.time.Duration;

/** There will be no answer: a door that gets this breaks the connection, when it has been open for a while. */
public final class ConnectionLost extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Duration after;
    private final boolean hanging;

    ConnectionLost(String message, Duration after, boolean hanging) {
        super(message, null, false, false);
        this.after = after;
        this.hanging = hanging;
    }

    /** How long the connection stays open without an answer; zero if it breaks at once. */
    public Duration after() {
        return after;
    }

    /** Whether it is the client that gives up at last. */
    public boolean isHanging() {
        return hanging;
    }
}
