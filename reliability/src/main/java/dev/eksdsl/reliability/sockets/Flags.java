package dev.eksdsl.reliability.sockets;

import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/** The options of a part: {@code --name number}, with defaults. */
final class Flags {

    private final Map<String, Double> values = new TreeMap<>();

    private Flags(Map<String, Double> defaults) {
        values.putAll(defaults);
    }

    /**
     * Reads a command line whose first word is the part.
     *
     * @throws IllegalArgumentException if an option is not one of those with a default, or has no number
     */
    static Flags parse(String[] arguments, Map<String, Double> defaults) {
        Flags flags = new Flags(defaults);
        for (int i = 1; i < arguments.length; i += 2) {
            String name = arguments[i].replaceFirst("^--", "");
            if (!defaults.containsKey(name) || i + 1 == arguments.length) {
                throw new IllegalArgumentException(
                        "no such option, or no value: " + arguments[i] + "; there are " + new TreeMap<>(defaults));
            }
            flags.values.put(name, Double.valueOf(arguments[i + 1]));
        }
        return flags;
    }

    double number(String name) {
        Double value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no option " + name);
        }
        return value;
    }

    int count(String name) {
        return (int) number(name);
    }

    /** The number, unless it is below 0, which stands for none. */
    OptionalInt optional(String name) {
        return count(name) < 0 ? OptionalInt.empty() : OptionalInt.of(count(name));
    }
}
