package dev.eksdsl.testing.assertions;

import dev.eksdsl.testing.server.Inventory;
import dev.eksdsl.testing.server.InventoryDifference;
import dev.eksdsl.testing.server.InventoryItem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.assertj.core.api.AbstractListAssert;
import org.assertj.core.api.ObjectAssert;

/**
 * Assertions on an {@link Inventory}: those of AssertJ for lists, and comparisons that tell what came, went and changed; see
 * {@link EksAssertions}.
 */
public final class InventoryAssert
        extends AbstractListAssert<InventoryAssert, List<InventoryItem>, InventoryItem, ObjectAssert<InventoryItem>> {

    private final Inventory inventory;

    InventoryAssert(Inventory actual) {
        super(actual, InventoryAssert.class);
        this.inventory = actual;
    }

    /** The same things are there as before, with the same tags. */
    public InventoryAssert isUnchangedSince(Collection<InventoryItem> before) {
        isNotNull();
        InventoryDifference difference = inventory.since(before);
        if (!difference.isEmpty()) {
            throw failure("Expected the inventory to be as before, but%n%s", difference);
        }
        return this;
    }

    /** Of each kind given, and of no other, things came, went or changed. @param types such as {@code nodegroup} */
    public InventoryAssert differsOnlyIn(Collection<InventoryItem> before, String... types) {
        isNotNull();
        InventoryDifference difference = inventory.since(before);
        if (!difference.types().equals(new TreeSet<>(List.of(types)))) {
            throw failure("Expected the inventory to differ in %s only, but%n%s", List.of(types), difference);
        }
        return this;
    }

    @Override
    protected ObjectAssert<InventoryItem> toAssert(InventoryItem value, String description) {
        return new ObjectAssert<>(value).as(description);
    }

    @Override
    protected InventoryAssert newAbstractIterableAssert(Iterable<? extends InventoryItem> items) {
        List<InventoryItem> list = new ArrayList<>();
        items.forEach(list::add);
        return new InventoryAssert(Inventory.of(list));
    }
}
