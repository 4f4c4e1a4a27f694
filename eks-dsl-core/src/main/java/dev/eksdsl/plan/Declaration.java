package dev.eksdsl.plan;

import dev.eksdsl.resource.Declared;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a plan was made from, as far as it is no step's own. A value.
 *
 * @param digest tells declarations apart: equal for equal ones; empty for a destruction, which has none
 * @param timeToLive how long what is created is meant to stay; empty: until somebody destroys it
 */
public record Declaration(String digest, Optional<Duration> timeToLive) {

    /** That of a destruction. */
    public static final Declaration NONE = new Declaration("", Optional.empty());

    /** What claims name when all of a cluster is to be destroyed: {@value}. No digest looks like it. */
    public static final String DESTRUCTION = "destroy";

    /**
     * That of these wishes.
     *
     * @param wishes as they are compiled, with nothing filled in that AWS tells: so the same declaration has the same digest,
     *     whatever the newest version of an add-on is today
     * @param timeToLive how long what is created is meant to stay; it does not tell declarations apart
     */
    public static Declaration of(List<Declared<?>> wishes, Optional<Duration> timeToLive) {
        return new Declaration(Digest.of(wishes), timeToLive);
    }
}
