package dev.eksdsl.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Comparator;
import java.util.Objects;

/**
 * What a resource is called within one cluster's declaration: its kind and its name, written {@code nodegroup/api-workers}.
 *
 * <p>It is the same before and after the resource exists, and is what the ownership tag {@code eks-dsl/id} holds.
 *
 * @param kind the resource kind, such as {@code nodegroup}
 * @param name unique within the kind; may contain slashes
 */
public record ResourceId(String kind, String name) implements Comparable<ResourceId> {

    private static final Comparator<ResourceId> ORDER =
            Comparator.comparing(ResourceId::kind).thenComparing(ResourceId::name);

    public ResourceId {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(name, "name");
    }

    /**
     * Reads the written form.
     *
     * @throws IllegalArgumentException if there is no slash
     */
    @JsonCreator
    public static ResourceId parse(String text) {
        int slash = text.indexOf('/');
        if (slash <= 0) {
            throw new IllegalArgumentException("not a resource id (kind/name): " + text);
        }
        return new ResourceId(text.substring(0, slash), text.substring(slash + 1));
    }

    /** The output of this resource with the given name. */
    public Output output(String output) {
        return new Output(this, output);
    }

    @Override
    public int compareTo(ResourceId other) {
        return ORDER.compare(this, other);
    }

    @Override
    @JsonValue
    public String toString() {
        return kind + "/" + name;
    }
}
