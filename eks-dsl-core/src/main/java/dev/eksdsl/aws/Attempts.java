package dev.eksdsl.aws;

import dev.eksdsl.time.Timeline;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Runs reads on a timeline, again and again while they fail in a way that passes. Holds no thread between the tries. */
public final class Attempts {

    private final Timeline timeline;

    public Attempts(Timeline timeline) {
        this.timeline = timeline;
    }

    /** Runs the read. The future fails with the last failure if it is final; completing it from outside ends the tries. */
    public <T> CompletableFuture<T> read(Supplier<T> read) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Backoff backoff = Backoff.forReading();
        Turn turn = new Turn();
        timeline.execute(() -> attempt(() -> turn.take(read), backoff, result));
        return result;
    }

    private <T> void attempt(Supplier<T> read, Backoff backoff, CompletableFuture<T> result) {
        if (result.isDone()) {
            return;
        }
        try {
            readOrRetry(read, backoff, result);
        } catch (RuntimeException e) {
            result.completeExceptionally(e);
        }
    }

    private <T> void readOrRetry(Supplier<T> read, Backoff backoff, CompletableFuture<T> result) {
        try {
            result.complete(read.get());
        } catch (NotYetPermittedException e) {
            timeline.schedule(e.delay(), () -> attempt(read, backoff, result));
        } catch (AwsCallException e) {
            backoff.next(e, timeline.now())
                    .ifPresentOrElse(
                            delay -> timeline.schedule(delay, () -> attempt(read, backoff, result)),
                            () -> result.completeExceptionally(e));
        }
    }
}
