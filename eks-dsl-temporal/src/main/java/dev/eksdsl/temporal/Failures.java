package dev.eksdsl.temporal;

import dev.eksdsl.aws.AwsCallException;
import dev.eksdsl.aws.TransientErrors;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;

/** Turns what happens to a step into what Temporal knows: tried again, when, or final. */
final class Failures {

    /** The type of what ends an attempt while AWS is at work. It is no error: Temporal neither logs nor counts it as one. */
    static final String WAITING = "Waiting";

    /** The type of what ends an attempt when a call has failed in a way that passes. */
    static final String RETRYING = "Retrying";

    private Failures() {}

    static ApplicationFailure waiting(String status, Duration delay) {
        return ApplicationFailure.newBuilder()
                .setType(WAITING)
                .setMessage(status)
                .setNextRetryDelay(delay)
                .setCategory(ApplicationErrorCategory.BENIGN)
                .build();
    }

    static ApplicationFailure retrying(String why, String failure, Duration delay) {
        return ApplicationFailure.newBuilder()
                .setType(RETRYING)
                .setMessage(why.isEmpty() ? failure : why + ": " + failure)
                .setNextRetryDelay(delay)
                .build();
    }

    /** Is not tried again; its type is the name of the exception's class. */
    static ApplicationFailure refused(RuntimeException failure) {
        return ApplicationFailure.newBuilder()
                .setType(failure.getClass().getSimpleName())
                .setMessage(String.valueOf(failure.getMessage()))
                .setNonRetryable(true)
                .build();
    }

    /** What a read comes to: it is tried again if it failed in a way that passes. */
    static RuntimeException ofRead(RuntimeException failure) {
        return failure instanceof AwsCallException call
                        && TransientErrors.rule(call).isPresent()
                ? failure
                : refused(failure);
    }
}
