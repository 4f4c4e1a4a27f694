package dev.eksdsl.time;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Takes the outcome out of a future that is done. */
final class Outcome {

    private Outcome() {}

    static <T> T of(CompletableFuture<T> done) {
        try {
            return done.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e;
        }
    }
}
