package dev.eksdsl.resource;

import dev.eksdsl.model.Input;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The values of inputs, as far as they are known. */
@FunctionalInterface
public interface Inputs {

    /** The value, or empty if the resource that it comes from does not exist yet. */
    Optional<String> find(Input input);

    /** The values of all, or empty if one of them is not known yet. */
    default Optional<List<String>> findAll(Collection<Input> inputs) {
        List<Optional<String>> values = inputs.stream().map(this::find).toList();
        return values.stream().allMatch(Optional::isPresent)
                ? Optional.of(values.stream().map(Optional::get).toList())
                : Optional.empty();
    }
}
