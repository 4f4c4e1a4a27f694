package dev.eksdsl.testing.server;

/** There will be no answer: a door that gets this breaks the connection. */
public final class ConnectionLost extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ConnectionLost(String message) {
        super(message, null, false, false);
    }
}
