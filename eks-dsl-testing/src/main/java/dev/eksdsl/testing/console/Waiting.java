package dev.eksdsl.testing.console;

import dev.eksdsl.time.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/** Lets the fake's time pass until something has happened. */
record Waiting(Timeline timeline) {

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofHours(2);

    /** @throws IllegalStateException if it has not happened after two hours */
    void until(String what, BooleanSupplier happened) {
        CompletableFuture<Void> over = new CompletableFuture<>();
        look(what, happened, timeline.now().plus(LONGEST), over);
        timeline.await(over);
    }

    private void look(String what, BooleanSupplier happened, Instant latest, CompletableFuture<Void> over) {
        try {
            if (happened.getAsBoolean()) {
                over.complete(null);
            } else if (timeline.now().isAfter(latest)) {
                over.completeExceptionally(new IllegalStateException(
                        "%s has not come to its end within %s hours".formatted(what, LONGEST.toHours())));
            } else {
                timeline.schedule(BETWEEN_LOOKS, () -> look(what, happened, latest, over));
            }
        } catch (RuntimeException refused) {
            over.completeExceptionally(refused);
        }
    }
}
