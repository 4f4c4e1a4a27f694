package dev.eksdsl.testing.elb;

import dev.eksdsl.testing.server.TableFile;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The attributes that resources have: their defaults, and the values that they can be given. */
final class AttributeBook {

    /** Which resources an attribute is for, its default and its allowed values, parted by bars. */
    private record Entry(String resource, List<String> kinds, String key, String initial, String values) {}

    private static final List<Entry> ENTRIES = TableFile.lines(AttributeBook.class, "attributes.txt").stream()
            .map(line -> line.split(" "))
            .map(row -> new Entry(
                    row[0].substring(0, row[0].indexOf(':')),
                    Arrays.asList(row[0].substring(row[0].indexOf(':') + 1).split(",")),
                    row[1],
                    row[2].equals("-") ? "" : row[2],
                    row[3]))
            .toList();

    private final String resource;
    private final String title;

    private AttributeBook(String resource, String title) {
        this.resource = resource;
        this.title = title;
    }

    static final AttributeBook LOAD_BALANCERS = new AttributeBook("lb", "Load balancer");
    static final AttributeBook TARGET_GROUPS = new AttributeBook("tg", "Target group");
    static final AttributeBook LISTENERS = new AttributeBook("listener", "Listener");

    /** The attributes of a new resource of this kind. */
    Map<String, String> initial(String kind) {
        Map<String, String> initial = new TreeMap<>();
        ENTRIES.stream()
                .filter(entry -> entry.resource.equals(resource) && entry.kinds.contains(kind))
                .forEach(entry -> initial.put(entry.key, entry.initial));
        return initial;
    }

    /** @throws dev.eksdsl.testing.server.AwsFault if a resource of this kind cannot have the attribute with this value */
    void check(String kind, String key, @Nullable String value) {
        if (ENTRIES.stream().noneMatch(entry -> entry.resource.equals(resource) && entry.key.equals(key))) {
            throw ElbFaults.configuration(title + " attribute key '" + key + "' is not recognized");
        }
        Optional<Entry> known = ENTRIES.stream()
                .filter(entry -> entry.resource.equals(resource) && entry.key.equals(key) && entry.kinds.contains(kind))
                .findFirst();
        String values = known.orElseThrow(() -> ElbFaults.configuration(
                        title + " attribute key '" + key + "' is not supported here: '" + kind + "'"))
                .values;
        String given = value == null ? "" : value;
        if (!values.equals("*") && Arrays.stream(values.split("\\|")).noneMatch(allowed -> allows(allowed, given))) {
            throw ElbFaults.invalid(
                    values.contains("..")
                            ? "'" + key + "' value '" + given + "' must be between '" + values.replace("..", "-")
                                    + "' inclusive"
                            : "'" + key + "' must be one of [" + values.replace("|", ", ") + "]");
        }
    }

    private static boolean allows(String allowed, String value) {
        int dots = allowed.indexOf("..");
        if (dots < 0) {
            return allowed.equals(value);
        }
        return value.matches("\\d{1,9}")
                && Integer.parseInt(value) >= Integer.parseInt(allowed.substring(0, dots))
                && Integer.parseInt(value) <= Integer.parseInt(allowed.substring(dots + 2));
    }
}
