package dev.eksdsl.plan;

import dev.eksdsl.model.Input;
import dev.eksdsl.model.Output;
import dev.eksdsl.model.Problem;
import dev.eksdsl.model.ResourceId;
import dev.eksdsl.resource.Inputs;
import dev.eksdsl.resource.Observation;
import dev.eksdsl.resource.ResourceType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a survey found. Gives the values of inputs as far as their resources exist.
 *
 * @param byId everything that exists
 * @param tags all tags of each resource whose kind has told them
 * @param warnings what the user should know
 * @param kept what is to stay when all else goes
 */
record Findings(
        Map<ResourceId, Observation<?>> byId,
        Map<ResourceId, Map<String, String>> tags,
        List<Problem> warnings,
        Set<ResourceId> kept) {

    <O> Observation<O> of(ResourceType<?, O> type, ResourceId id) {
        Observation<?> found = byId.get(id);
        return found == null ? new Observation.Absent<>() : typed(type, found);
    }

    Inputs inputs(ResourceTypes types) {
        return input -> input instanceof Input.Known known
                ? Optional.of(known.value())
                : input.output().flatMap(output -> value(types, output));
    }

    /** What is about to go, or never worked, offers nothing: its successor will have other values. */
    private Optional<String> value(ResourceTypes types, Output output) {
        Observation<?> found = byId.get(output.resource());
        return found instanceof Observation.Present<?> || found instanceof Observation.Changing<?>
                ? Optional.ofNullable(
                        outputs(types.kind(output.resource().kind()), found).get(output.name()))
                : Optional.empty();
    }

    private static <O> Map<String, String> outputs(ResourceType<?, O> type, Observation<?> found) {
        return found.state().map(type.stateType()::cast).map(type::outputs).orElse(Map.of());
    }

    @SuppressWarnings("unchecked") // a kind reports its own state type only; checked here
    private static <O> Observation<O> typed(ResourceType<?, O> type, Observation<?> found) {
        found.state().ifPresent(state -> {
            if (!type.stateType().isInstance(state)) {
                throw new ClassCastException(type.kind() + " reports " + state.getClass() + " for its state");
            }
        });
        return (Observation<O>) found;
    }
}
