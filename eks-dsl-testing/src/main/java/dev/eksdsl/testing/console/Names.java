package dev.eksdsl.testing.console;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Finds the one thing that a name means. */
final class Names {

    private Names() {}

    /**
     * The id of the one thing with this id, or this name.
     *
     * @param kind what to call it in messages
     * @param name may hold {@code *} for any text
     * @param names the names of all things of the kind, by id
     * @throws IllegalArgumentException if none has the name, or more than one; says which there are
     */
    static String one(String kind, String name, Map<String, String> names) {
        if (names.containsKey(name)) {
            return name;
        }
        Pattern pattern = Pattern.compile(Pattern.quote(name).replace("*", "\\E.*\\Q"));
        List<String> found = names.entrySet().stream()
                .filter(each -> pattern.matcher(each.getValue()).matches())
                .map(Map.Entry::getKey)
                .toList();
        if (found.size() != 1) {
            throw new IllegalArgumentException(
                    "%d things of kind %s are named %s; there are %s".formatted(found.size(), kind, name, names));
        }
        return found.get(0);
    }
}
