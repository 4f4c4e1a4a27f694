package dev.eksdsl.benchmarks.peers;

import java.util.List;
import java.util.Optional;

/**
 * What is to be measured.
 *
 * @param runs how often
 * @param only the peers' names; empty for all
 */
record Choice(int runs, List<String> only) {

    private static final int RUNS = 3;

    static Choice of(String... arguments) {
        List<String> words = List.of(arguments);
        return new Choice(
                option(words, "--runs").map(Integer::parseInt).orElse(RUNS),
                option(words, "--only").map(names -> List.of(names.split(","))).orElse(List.of()));
    }

    private static Optional<String> option(List<String> words, String name) {
        int at = words.indexOf(name);
        return at < 0 || at + 1 == words.size() ? Optional.empty() : Optional.of(words.get(at + 1));
    }

    boolean takes(String peer) {
        return only.isEmpty() || only.contains(peer);
    }
}
