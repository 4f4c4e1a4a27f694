package dev.eksdsl.model;

import org.jspecify.annotations.Nullable;

/** The root of all exceptions of this library. */
public class EksDslException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public EksDslException(String message) {
        super(message);
    }

    public EksDslException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
