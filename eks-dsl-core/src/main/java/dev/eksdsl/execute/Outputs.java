package dev.eksdsl.execute;

import dev.eksdsl.model.Input;
import dev.eksdsl.model.Output;
import dev.eksdsl.model.ResourceId;
import dev.eksdsl.resource.Inputs;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What the steps that have ended offer to others. Thread-safe. */
final class Outputs implements Inputs {

    private final Map<Output, String> known = new ConcurrentHashMap<>();

    void add(ResourceId resource, Map<String, String> values) {
        values.forEach((name, value) -> known.put(new Output(resource, name), value));
    }

    Map<Output, String> all() {
        return known;
    }

    @Override
    public Optional<String> find(Input input) {
        return input instanceof Input.Known value
                ? Optional.of(value.value())
                : input.output().map(known::get);
    }
}
