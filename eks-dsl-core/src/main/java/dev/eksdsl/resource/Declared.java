package dev.eksdsl.resource;

import dev.eksdsl.model.Input;
import dev.eksdsl.model.Output;
import dev.eksdsl.model.ResourceId;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A wished-for resource: one node of the graph that a declaration compiles to.
 *
 * @param id what it is called
 * @param type its kind
 * @param spec what it should be
 * @param after further resources that must be there first, beside those whose outputs the specification uses
 * @param afterBegun resources that AWS must have been asked for first; they need not be there yet
 * @param oneOf resources that need not be there first, but of which one must come to be while this one is waited for; when all
 *     have failed it is given up. Empty: it depends on none
 * @param <S> the kind's specification
 */
public record Declared<S>(
        ResourceId id,
        ResourceType<S, ?> type,
        S spec,
        Set<ResourceId> after,
        Set<ResourceId> afterBegun,
        Set<ResourceId> oneOf) {

    public Declared {
        Set<ResourceId> all = new LinkedHashSet<>(after);
        type.inputs(spec).stream()
                .map(Input::output)
                .forEach(o -> o.map(Output::resource).ifPresent(all::add));
        after = Set.copyOf(all);
        afterBegun = Set.copyOf(afterBegun);
        oneOf = Set.copyOf(oneOf);
    }

    public static <S> Declared<S> of(ResourceType<S, ?> type, String name, S spec, Set<ResourceId> after) {
        return new Declared<>(new ResourceId(type.kind(), name), type, spec, after, Set.of(), Set.of());
    }

    public static <S> Declared<S> of(ResourceType<S, ?> type, String name, S spec) {
        return of(type, name, spec, Set.of());
    }

    /** The same wish with another specification. */
    public Declared<S> with(S other) {
        return new Declared<>(id, type, other, after, afterBegun, oneOf);
    }

    /** The same wish, given up when all of these have failed. */
    public Declared<S> needingOneOf(Set<ResourceId> others) {
        return new Declared<>(id, type, spec, after, afterBegun, others);
    }

    /** The same wish, not begun with before AWS has begun with these. */
    public Declared<S> afterBegun(Set<ResourceId> others) {
        return new Declared<>(id, type, spec, after, others, oneOf);
    }
}
