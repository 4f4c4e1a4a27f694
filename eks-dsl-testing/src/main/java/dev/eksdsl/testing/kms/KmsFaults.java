package dev.eksdsl.testing.kms;

import dev.eksdsl.testing.server.AwsFault;

/** The refusals of KMS. */
final class KmsFaults {

    private static final int PRECONDITION_FAILED = 412;

    private KmsFaults() {}

    static AwsFault refuse(String code, String message) {
        return new AwsFault(400, code, message);
    }

    static AwsFault invalid(String message) {
        return refuse("ValidationException", message);
    }

    static AwsFault notFound(String message) {
        return refuse("NotFoundException", message);
    }

    static AwsFault state(FakeKey key, String what) {
        return refuse("KMSInvalidStateException", key.arn + " is " + what + ".");
    }

    static AwsFault unsupported(String message) {
        return refuse("UnsupportedOperationException", message);
    }

    /** AWS says nothing about why a ciphertext cannot be decrypted. */
    static AwsFault ciphertext() {
        return refuse("InvalidCiphertextException", "");
    }

    static AwsFault dryRun() {
        return new AwsFault(
                PRECONDITION_FAILED,
                "DryRunOperationException",
                "The request would have succeeded, but the DryRun option is set.");
    }
}
