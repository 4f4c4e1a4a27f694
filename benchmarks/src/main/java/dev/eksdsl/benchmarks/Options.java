package dev.eksdsl.benchmarks;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What follows a part's name on the command line.
 *
 * @param values what was said to options that take a value, such as {@code --runs 3}
 * @param flags those that take none
 */
public record Options(Map<String, String> values, Set<String> flags) {

    /**
     * Reads a command line.
     *
     * @param valued the options that take a value
     * @param flags those that take none
     * @throws UsageException if there is anything else, or if a value is missing
     */
    public static Options of(List<String> words, Set<String> valued, Set<String> flags) {
        Map<String, String> values = new HashMap<>();
        Set<String> said = new HashSet<>();
        Deque<String> rest = new ArrayDeque<>(words);
        while (!rest.isEmpty()) {
            String word = rest.remove();
            if (flags.contains(word)) {
                said.add(word);
            } else if (!valued.contains(word)) {
                throw new UsageException("no such option: " + word);
            } else if (rest.isEmpty()) {
                throw new UsageException(word + " wants a value");
            } else {
                values.put(word, rest.remove());
            }
        }
        return new Options(values, said);
    }

    public Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** @throws UsageException if what was said is no number */
    public int number(String name, int usual) {
        try {
            return value(name).map(Integer::parseInt).orElse(usual);
        } catch (NumberFormatException e) {
            throw new UsageException(name + " wants a number, not " + values.get(name));
        }
    }

    public boolean has(String flag) {
        return flags.contains(flag);
    }
}
