package dev.eksdsl.testing.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What differs between two inventories of a fake, each list in the order of {@link InventoryItem}.
 *
 * @param added what is there now and was not before
 * @param removed what was there before and is not now
 * @param changed what was there before and is there now with other tags
 */
public record InventoryDifference(List<InventoryItem> added, List<InventoryItem> removed, List<Changed> changed) {

    public InventoryDifference {
        added = List.copyOf(added);
        removed = List.copyOf(removed);
        changed = List.copyOf(changed);
    }

    /** Whether nothing differs. */
    public boolean isEmpty() {
        return added.isEmpty() && removed.isEmpty() && changed.isEmpty();
    }

    /** The kinds of things that differ, such as {@code nodegroup}. */
    public Set<String> types() {
        Set<String> types = new TreeSet<>();
        added.forEach(item -> types.add(item.type()));
        removed.forEach(item -> types.add(item.type()));
        changed.forEach(item -> types.add(item.after().type()));
        return types;
    }

    /** A line for each thing that differs: {@code +} came, {@code -} went, {@code ~} changed, with its tags. */
    @Override
    public String toString() {
        List<String> lines = new ArrayList<>();
        added.forEach(item -> lines.add("+ " + item));
        removed.forEach(item -> lines.add("- " + item));
        changed.forEach(item -> lines.add("~ " + item));
        return lines.isEmpty() ? "no difference" : String.join("\n", lines);
    }

    /** One thing, before and after its tags changed. */
    public record Changed(InventoryItem before, InventoryItem after) {

        /** One line with the tags that differ: {@code ec2 vpc vpc-0a1b… {Name: demo → (none)}}. */
        @Override
        public String toString() {
            Set<String> keys = new TreeSet<>(before.tags().keySet());
            keys.addAll(after.tags().keySet());
            Map<String, String> tags = new TreeMap<>();
            for (String key : keys) {
                if (!Objects.equals(before.tags().get(key), after.tags().get(key))) {
                    tags.put(key, value(before, key) + " → " + value(after, key));
                }
            }
            List<String> texts = tags.entrySet().stream()
                    .map(tag -> tag.getKey() + ": " + tag.getValue())
                    .toList();
            return "%s %s %s {%s}".formatted(after.service(), after.type(), after.id(), String.join(", ", texts));
        }

        private static String value(InventoryItem item, String key) {
            return item.tags().getOrDefault(key, "(none)");
        }
    }
}
