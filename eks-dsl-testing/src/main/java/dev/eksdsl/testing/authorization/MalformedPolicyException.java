package dev.eksdsl.testing.authorization;

/** A text is no policy. The message says why in IAM's words. */
public final class MalformedPolicyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MalformedPolicyException(String message) {
        super(message);
    }
}
