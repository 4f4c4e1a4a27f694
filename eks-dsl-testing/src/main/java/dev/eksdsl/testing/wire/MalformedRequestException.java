package dev.eksdsl.testing.wire;

/** The request cannot be read in its protocol; a service answers it with {@code SerializationException} or the like. */
public final class MalformedRequestException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MalformedRequestException(String message) {
        super(message);
    }

    MalformedRequestException(String message, Throwable cause) {
        super(message, cause);
    }
}
