package dev.eksdsl.testing.wire;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Form fields as a tree, their names split at the dots. */
final class FormTree {

    private final Map<String, FormTree> children = new TreeMap<>();
    private @Nullable String value;

    static FormTree of(FormFields fields) {
        FormTree root = new FormTree();
        fields.entries().forEach(field -> {
            FormTree node = root;
            for (String step : field.getKey().split("\\.")) {
                node = node.children.computeIfAbsent(step, key -> new FormTree());
            }
            node.value = field.getValue().get(0);
        });
        return root;
    }

    @Nullable
    String value() {
        return value;
    }

    @Nullable
    FormTree child(String name) {
        return children.get(name);
    }

    /** The children whose names are numbers, in the order of those. */
    List<FormTree> numbered() {
        Map<Long, FormTree> byNumber = new TreeMap<>();
        children.forEach((name, child) -> {
            if (name.matches("\\d{1,9}")) {
                byNumber.put(Long.valueOf(name), child);
            }
        });
        return List.copyOf(byNumber.values());
    }
}
