package dev.eksdsl.model;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Optional;

/**
 * A text that a specification needs: known when it is written, or the {@link Output} of another resource. An input that is
 * an output makes its resource wait for the other one.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
@JsonSubTypes({@JsonSubTypes.Type(Input.Known.class), @JsonSubTypes.Type(Input.Later.class)})
public sealed interface Input {

    /** A value that is known now. */
    static Input known(String value) {
        return new Known(value);
    }

    /** A value that is known once the other resource exists. */
    static Input of(Output output) {
        return new Later(output);
    }

    /** The output that this input waits for, if it does. */
    default Optional<Output> output() {
        return this instanceof Later later ? Optional.of(later.from()) : Optional.empty();
    }

    /** A value that is known now. */
    record Known(String value) implements Input {
        @Override
        public String toString() {
            return value;
        }
    }

    /** A value that is known once another resource exists. */
    record Later(Output from) implements Input {
        @Override
        public String toString() {
            return "(" + from + ")";
        }
    }
}
