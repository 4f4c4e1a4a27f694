package dev.eksdsl.aws;

import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether and when something is tried again. The decision is Resilience4j's; the waiting is the caller's, on its
 * timeline. One instance for one thing that is tried; not thread-safe.
 */
public final class Backoff {

    private static final IntervalFunction INTERVAL =
            IntervalFunction.ofExponentialBackoff(Duration.ofSeconds(1), 1.3, Duration.ofSeconds(20));

    private static final RetryConfig ACTING =
            config(e -> TransientErrors.rule(e).isPresent());
    private static final RetryConfig READING = config(AwsCallException::mayPass);

    private final Retry.AsyncContext<Object> attempts;
    private @Nullable Instant firstFailure;

    private Backoff(RetryConfig config) {
        this.attempts = Retry.of("eks-dsl", config).asyncContext();
    }

    /** For calls that change something: repeats all that {@link TransientErrors} lists, each within its budget. */
    public static Backoff forActing() {
        return new Backoff(ACTING);
    }

    /** For reads: repeats throttled calls, lost answers and server errors. */
    public static Backoff forReading() {
        return new Backoff(READING);
    }

    /** How long to wait before the next try; empty if the failure is final. */
    public Optional<Duration> next(AwsCallException failure, Instant now) {
        Optional<TransientErrors.Rule> rule = TransientErrors.rule(failure);
        if (rule.isEmpty()) {
            return Optional.empty();
        }
        if (firstFailure == null) {
            firstFailure = now;
        }
        if (now.isAfter(firstFailure.plus(rule.get().budget()))) {
            return Optional.empty();
        }
        long millis = attempts.onError(failure);
        return millis < 0 ? Optional.empty() : Optional.of(Duration.ofMillis(millis));
    }

    private static RetryConfig config(Predicate<AwsCallException> passes) {
        return RetryConfig.custom()
                .maxAttempts(Integer.MAX_VALUE)
                .intervalFunction(INTERVAL)
                .retryOnException(e -> e instanceof AwsCallException failure && passes.test(failure))
                .build();
    }
}
