package dev.eksdsl.kubernetes.deploy;

import dev.eksdsl.time.Timeline;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks at something again and again on a timeline, until it is there or the time is over. A look that fails because the
 * API is out of reach or overloaded counts as not there yet.
 */
final class Polling<T> {

    private final String attempt;
    private final Timeline timeline;
    private final Duration every;
    private final Instant deadline;
    private final Supplier<Optional<T>> look;
    private final Function<@Nullable KubernetesClientException, RuntimeException> onTimeout;
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private volatile Timeline.Scheduled next = () -> {};
    private @Nullable KubernetesClientException trouble;

    private Polling(
            String attempt,
            Timeline timeline,
            Duration every,
            Duration timeout,
            Supplier<Optional<T>> look,
            Function<@Nullable KubernetesClientException, RuntimeException> onTimeout) {
        this.attempt = attempt;
        this.timeline = timeline;
        this.every = every;
        this.deadline = timeline.now().plus(timeout);
        this.look = look;
        this.onTimeout = onTimeout;
    }

    /**
     * @param attempt what it is about, such as {@code follow Deployment production/web-api}
     * @param look gives the result once it is there; what it throws ends the waiting
     * @param onTimeout makes what is thrown when the time is over; is given the trouble of the last look, if there was any
     */
    static <T> T until(
            String attempt,
            Timeline timeline,
            Duration every,
            Duration timeout,
            Supplier<Optional<T>> look,
            Function<@Nullable KubernetesClientException, RuntimeException> onTimeout) {
        return new Polling<>(attempt, timeline, every, timeout, look, onTimeout).await();
    }

    private T await() {
        next = timeline.execute(this::step);
        try {
            return timeline.await(result);
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw e;
        } finally {
            result.cancel(false);
            next.cancel();
        }
    }

    private void step() {
        if (result.isDone()) {
            return;
        }
        try {
            Optional<T> found = tryToLook();
            Duration left = Duration.between(timeline.now(), deadline);
            if (found.isPresent()) {
                result.complete(found.get());
            } else if (left.isZero() || left.isNegative()) {
                result.completeExceptionally(onTimeout.apply(trouble));
            } else {
                next = timeline.schedule(left.compareTo(every) < 0 ? left : every, this::step);
            }
        } catch (RuntimeException e) {
            result.completeExceptionally(e);
        } catch (Error e) {
            // Both: whoever waits on another thread must learn of it, and a virtual timeline lets it through.
            result.completeExceptionally(e);
            throw e;
        }
    }

    private Optional<T> tryToLook() {
        try {
            Optional<T> found = look.get();
            trouble = null;
            return found;
        } catch (KubernetesClientException e) {
            if (!Refusal.mayPass(e)) {
                throw Refusal.of(attempt, e);
            }
            trouble = e;
            return Optional.empty();
        }
    }
}
