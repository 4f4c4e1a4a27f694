package dev.eksdsl.resource;

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
}
