package dev.eksdsl.resource;

import dev.eksdsl.model.Problem;
import dev.eksdsl.model.ResourceId;
import java.util.Map;

/**
 * Takes what a kind finds. A declared resource that is not reported counts as {@link Observation.Absent}.
 *
 * @param <S> the kind's specification
 * @param <O> the kind's state
 */
public interface Observing<S, O> extends Reading {

    /** What is wished for of this kind; empty when all is to be destroyed. */
    Map<ResourceId, S> declared();

    /** Reports a resource of this kind. */
    void found(ResourceId id, Observation<O> observation);

    /**
     * Reports a resource of this kind with all of its tags, ours included: they tell whether it has a lease. What is reported
     * without them counts as having none.
     */
    default void found(ResourceId id, Observation<O> observation, Map<String, String> tags) {
        found(id, observation);
    }

    /** Whether tags are wanted even where they cost calls that the observation can do without. Default: no. */
    default boolean wantsAllTags() {
        return false;
    }

    /** Says what the user should know before the plan is applied; what would prevent it is not said here, but checked. */
    void warn(Problem warning);

    /** Says that a resource, of whatever kind, is to stay when all else goes. */
    void keep(ResourceId id);
}
