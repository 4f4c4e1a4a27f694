package dev.eksdsl.testing.kubernetes.api.patch;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds out which fields an object has, and which fields differ between two. */
final class FieldSets {

    private FieldSets() {}

    /** The fields that an object sets. */
    static FieldSet in(Shape shape, JsonNode value) {
        FieldSet set = new FieldSet();
        collect(shape, value, new ArrayList<>(), set);
        return set;
    }

    private static void collect(Shape shape, JsonNode value, List<String> path, FieldSet set) {
        if (!shape.divisible(value)) {
            set.add(path);
            return;
        }
        shape.parts(value).forEach((element, part) -> {
            path.add(element);
            boolean empty = part.isNull() || part.isObject() && part.isEmpty();
            if (!element.startsWith("f:") || empty || !shape.names(element)) {
                set.add(path);
            }
            collect(shape.part(element), part, path, set);
            path.remove(path.size() - 1);
        });
    }

    /** Which fields were added, modified and removed on the way from one object to another. */
    record Difference(FieldSet added, FieldSet modified, FieldSet removed) {

        static Difference between(Shape shape, JsonNode before, JsonNode after) {
            Difference difference = new Difference(new FieldSet(), new FieldSet(), new FieldSet());
            difference.compare(shape, before, after, new ArrayList<>());
            return difference;
        }

        /** The same without what is below some paths. */
        Difference without(FieldSet ignored) {
            return new Difference(added.minusTrees(ignored), modified.minusTrees(ignored), removed.minusTrees(ignored));
        }

        boolean isEmpty() {
            return added.isEmpty() && modified.isEmpty() && removed.isEmpty();
        }

        FieldSet written() {
            return added.union(modified);
        }

        private void compare(Shape shape, @Nullable JsonNode before, @Nullable JsonNode after, List<String> path) {
            if (before != null && before.equals(after)) {
                // most of an object stays as it is, and to see that takes less than to take it apart
                return;
            }
            boolean divisible = shape.divisible(after == null ? before : after);
            if (!divisible || empty(before) && empty(after)) {
                leaf(before, after, path);
                return;
            }
            Map<String, JsonNode> old = shape.parts(before);
            Map<String, JsonNode> changed = shape.parts(after);
            Set<String> elements = new LinkedHashSet<>(old.keySet());
            elements.addAll(changed.keySet());
            for (String element : elements) {
                path.add(element);
                compare(shape.part(element), old.get(element), changed.get(element), path);
                path.remove(path.size() - 1);
            }
            if (before == null) {
                added.add(path);
            } else if (after == null) {
                removed.add(path);
            }
        }

        private void leaf(@Nullable JsonNode before, @Nullable JsonNode after, List<String> path) {
            if (before == null) {
                added.add(path);
            } else if (after == null) {
                removed.add(path);
            } else if (!before.equals(after)) {
                modified.add(path);
            }
        }

        private static boolean empty(@Nullable JsonNode value) {
            return value == null || value.isEmpty();
        }
    }
}
