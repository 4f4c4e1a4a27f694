package dev.eksdsl.waiting;

import java.time.Duration;

/**
 * Decides when a step that waits for AWS looks again. Given to a session with {@code AwsOptions.part(LookPolicy.class, policy)}.
 * Implementations are thread-safe: many steps wait at the same time.
 */
@FunctionalInterface
public interface LookPolicy {

    /** How long until the next look; more than zero. */
    Duration next(Wait wait);
}
