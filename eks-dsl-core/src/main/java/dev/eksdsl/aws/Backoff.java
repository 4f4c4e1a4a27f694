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

    /**
     * A role settles within 8 seconds mostly, and 30 at times. Over that span its hazard rate is nearly the same, so the best
     * looks are evenly spaced: with these it is noticed a second late in the mean, half of what growing pauses take as often.
     */
    private static final Duration SETTLING = Duration.ofSeconds(2);

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
        if (millis < 0) {
            return Optional.empty();
        }
        return Optional.of(rule.get().isSettling() ? SETTLING : Duration.ofMillis(millis));
    }

    /**
     * How long to wait before the next try of a call that changes something, for those who keep count themselves; empty if the
     * failure is final.
     *
     * @param failuresBefore how many calls in a row had failed before this one
     * @param firstFailure when the first of the row failed
     */
    public static Optional<Duration> again(
            AwsCallException failure, int failuresBefore, Instant firstFailure, Instant now) {
        return TransientErrors.rule(failure)
                .filter(rule -> !now.isAfter(firstFailure.plus(rule.budget())))
                .map(rule -> Duration.ofMillis(INTERVAL.apply(failuresBefore + 1)));
    }

    private static RetryConfig config(Predicate<AwsCallException> passes) {
        return RetryConfig.custom()
                .maxAttempts(Integer.MAX_VALUE)
                .intervalFunction(INTERVAL)
                .retryOnException(e -> e instanceof AwsCallException failure && passes.test(failure))
                .build();
    }
}
