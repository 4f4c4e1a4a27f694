package dev.eksdsl.testing.eks;

import dev.eksdsl.testing.server.InventoryItem;
import java.util.List;

/** Lists what exists. */
final class Inventory {

    private Inventory() {}

    static List<InventoryItem> of(Places places) {
        return places.all().stream()
                .flatMap(Resources::of)
                .map(resource -> new InventoryItem("eks", resource.type(), resource.id(), resource.tags()))
                .sorted()
                .toList();
    }
}
