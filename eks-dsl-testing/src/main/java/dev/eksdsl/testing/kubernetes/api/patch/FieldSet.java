package dev.eksdsl.testing.kubernetes.api.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A set of paths into an object, as {@code managedFields[].fieldsV1} holds it: a tree whose edges are path elements such as
 * {@code f:spec}, {@code k:{"name":"c"}}, {@code v:"x"}. Immutable operations give new sets; {@link #add} changes this one.
 */
final class FieldSet {

    private boolean member;
    private final Map<String, FieldSet> children = new TreeMap<>();

    static FieldSet of(JsonNode fieldsV1) {
        FieldSet set = new FieldSet();
        fieldsV1.properties().forEach(entry -> {
            if (entry.getKey().equals(".")) {
                set.member = true;
            } else {
                FieldSet child = of(entry.getValue());
                child.member |= entry.getValue().isEmpty();
                set.children.put(entry.getKey(), child);
            }
        });
        return set;
    }

    ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        if (member && !children.isEmpty()) {
            json.putObject(".");
        }
        children.forEach((element, child) -> json.set(element, child.toJson()));
        return json;
    }

    void add(List<String> path) {
        FieldSet at = this;
        for (String element : path) {
            at = at.children.computeIfAbsent(element, key -> new FieldSet());
        }
        at.member = true;
    }

    boolean isEmpty() {
        return !member && children.isEmpty();
    }

    /** What lies below a path element; null if nothing does. */
    @Nullable
    FieldSet child(String element) {
        return children.get(element);
    }

    Map<String, FieldSet> children() {
        return children;
    }

    FieldSet union(FieldSet other) {
        FieldSet result = copy();
        result.member |= other.member;
        other.children.forEach((element, child) -> result.children.merge(element, child.copy(), FieldSet::union));
        return result;
    }

    FieldSet intersection(FieldSet other) {
        FieldSet result = new FieldSet();
        result.member = member && other.member;
        children.forEach((element, child) -> {
            FieldSet counterpart = other.children.get(element);
            if (counterpart != null) {
                result.put(element, child.intersection(counterpart));
            }
        });
        return result;
    }

    /** Without the paths of the other set; what lies below them stays. */
    FieldSet minus(FieldSet other) {
        FieldSet result = new FieldSet();
        result.member = member && !other.member;
        children.forEach((element, child) -> {
            FieldSet counterpart = other.children.get(element);
            result.put(element, counterpart == null ? child.copy() : child.minus(counterpart));
        });
        return result;
    }

    /** Without the paths of the other set and all that lies below them. */
    FieldSet minusTrees(FieldSet other) {
        FieldSet result = new FieldSet();
        result.member = member;
        children.forEach((element, child) -> {
            FieldSet counterpart = other.children.get(element);
            if (counterpart == null) {
                result.put(element, child.copy());
            } else if (!counterpart.member) {
                result.put(element, child.minusTrees(counterpart));
            }
        });
        return result;
    }

    /** The paths as error messages print them, such as {@code .spec.containers[name="c"].image}. */
    List<String> printed() {
        List<String> paths = new ArrayList<>();
        print("", paths);
        return paths;
    }

    private void print(String prefix, List<String> paths) {
        if (member) {
            paths.add(prefix);
        }
        children.forEach((element, child) -> child.print(prefix + PathElement.print(element), paths));
    }

    private void put(String element, FieldSet child) {
        if (!child.isEmpty()) {
            children.put(element, child);
        }
    }

    private FieldSet copy() {
        FieldSet copy = new FieldSet();
        copy.member = member;
        children.forEach((element, child) -> copy.children.put(element, child.copy()));
        return copy;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FieldSet set && member == set.member && children.equals(set.children);
    }

    @Override
    public int hashCode() {
        return Objects.hash(member, children);
    }
}
