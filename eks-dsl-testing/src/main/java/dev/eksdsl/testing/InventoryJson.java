package dev.eksdsl.testing;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.server.Inventory;
import dev.eksdsl.testing.server.InventoryItem;
import java.time.Instant;
import java.util.TreeMap;

/** An inventory for clients that are no Java: {@code {"moment": …, "items": [{"service", "type", "id", "tags"}]}}, in its order. */
final class InventoryJson {

    private InventoryJson() {}

    /** @param moment the fake's time */
    static String of(Instant moment, Inventory inventory) {
        ObjectNode root = JsonNodeFactory.instance.objectNode().put("moment", moment.toString());
        ArrayNode items = root.putArray("items");
        for (InventoryItem item : inventory) {
            ObjectNode node = items.addObject()
                    .put("service", item.service())
                    .put("type", item.type())
                    .put("id", item.id());
            ObjectNode tags = node.putObject("tags");
            new TreeMap<>(item.tags()).forEach(tags::put);
        }
        return root.toString();
    }
}
