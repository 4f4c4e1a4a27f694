package dev.eksdsl.testing.server;

import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/**
 * One thing that exists in the fake, for comparing what there was before with what there is after.
 *
 * @param service the service's signing name, such as {@code ec2}
 * @param type the kind of thing in the service's own words, such as {@code vpc}
 * @param id what names the thing: an id, a role name or an ARN
 * @param tags its tags
 */
public record InventoryItem(String service, String type, String id, Map<String, String> tags)
        implements Comparable<InventoryItem> {

    private static final Comparator<InventoryItem> ORDER = Comparator.comparing(InventoryItem::service)
            .thenComparing(InventoryItem::type)
            .thenComparing(InventoryItem::id);

    public InventoryItem {
        tags = Map.copyOf(tags);
    }

    /** By service, type and id. */
    @Override
    public int compareTo(InventoryItem other) {
        return ORDER.compare(this, other);
    }

    /** What makes it the same thing, whatever its tags. */
    Key key() {
        return new Key(service, type, id);
    }

    /** See {@link #key()}. */
    record Key(String service, String type, String id) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            return ORDER.compare(
                    new InventoryItem(service, type, id, Map.of()),
                    new InventoryItem(other.service, other.type, other.id, Map.of()));
        }
    }

    /** One line, its tags sorted: {@code ec2 vpc vpc-0a1b… {Name=demo}}. */
    @Override
    public String toString() {
        return service + " " + type + " " + id + " " + new TreeMap<>(tags);
    }
}
