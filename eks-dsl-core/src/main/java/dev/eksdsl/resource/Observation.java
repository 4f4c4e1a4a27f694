package dev.eksdsl.resource;

import java.util.Optional;

/**
 * What was found of a resource.
 *
 * @param <O> the kind's state
 */
public sealed interface Observation<O> {

    /** What is there, if anything is. */
    default Optional<O> state() {
        return Optional.empty();
    }

    /** It does not exist. */
    record Absent<O>() implements Observation<O> {}

    /** It exists and rests. */
    record Present<O>(O found) implements Observation<O> {
        @Override
        public Optional<O> state() {
            return Optional.of(found);
        }
    }

    /**
     * It exists, and a creation or change is under way.
     *
     * @param status what AWS calls it, such as {@code CREATING}
     */
    record Changing<O>(O found, String status) implements Observation<O> {
        @Override
        public Optional<O> state() {
            return Optional.of(found);
        }
    }

    /** It is being deleted. */
    record Leaving<O>(O found, String status) implements Observation<O> {
        @Override
        public Optional<O> state() {
            return Optional.of(found);
        }
    }

    /** Its creation failed; it never worked and has to be made anew. */
    record Broken<O>(O found, String reason) implements Observation<O> {
        @Override
        public Optional<O> state() {
            return Optional.of(found);
        }
    }

    /**
     * Something of that name exists, but is not ours.
     *
     * @param description what it is, with its id
     */
    record Foreign<O>(String description) implements Observation<O> {}
}
