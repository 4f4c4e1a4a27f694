package dev.eksdsl.testing.kubernetes.api.patch;

/** A document that cannot be applied because it does not fit its kind; the message names the field. */
public final class InvalidDocument extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InvalidDocument(String message) {
        super(message);
    }
}
