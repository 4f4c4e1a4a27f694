package dev.eksdsl.testing.server;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import java.util.TreeMap;

/**
 * All that exists in a fake at a moment, in the order of {@link InventoryItem}. A value: equal to another with the same items
 * and tags, and {@link #since} tells what came, went and changed between two. Immutable and thread-safe.
 */
public final class Inventory extends AbstractList<InventoryItem> implements RandomAccess {

    private final List<InventoryItem> items;

    private Inventory(List<InventoryItem> items) {
        this.items = items;
    }

    /** An inventory of these, sorted. */
    public static Inventory of(Collection<InventoryItem> items) {
        return new Inventory(items.stream().sorted().toList());
    }

    /** Those of one service, by signing name, such as {@code ec2}. */
    public Inventory ofService(String service) {
        return new Inventory(
                items.stream().filter(item -> item.service().equals(service)).toList());
    }

    /** Those of one kind, such as {@code nodegroup}, of whatever service. */
    public Inventory ofType(String type) {
        return new Inventory(
                items.stream().filter(item -> item.type().equals(type)).toList());
    }

    /** What came, went and changed since an earlier inventory. */
    public InventoryDifference since(Collection<InventoryItem> before) {
        Map<InventoryItem.Key, InventoryItem> gone = new TreeMap<>();
        before.forEach(item -> gone.put(item.key(), item));
        List<InventoryItem> added = new ArrayList<>();
        List<InventoryDifference.Changed> changed = new ArrayList<>();
        for (InventoryItem item : items) {
            InventoryItem former = gone.remove(item.key());
            if (former == null) {
                added.add(item);
            } else if (!former.equals(item)) {
                changed.add(new InventoryDifference.Changed(former, item));
            }
        }
        return new InventoryDifference(added, List.copyOf(gone.values()), changed);
    }

    @Override
    public InventoryItem get(int index) {
        return items.get(index);
    }

    @Override
    public int size() {
        return items.size();
    }

    /** One line for each item. */
    @Override
    public String toString() {
        return String.join("\n", items.stream().map(InventoryItem::toString).toList());
    }
}
