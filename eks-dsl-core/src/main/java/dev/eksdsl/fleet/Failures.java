package dev.eksdsl.fleet;

import java.util.concurrent.CompletionException;

/** What has gone wrong with a member, out of what futures wrap it in, and as text. */
final class Failures {

    private Failures() {}

    static RuntimeException cause(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException known ? known : new CompletionException(cause);
    }

    static String text(RuntimeException failure) {
        return String.valueOf(failure.getMessage());
    }
}
