package dev.eksdsl.benchmarks.peers;

import dev.eksdsl.benchmarks.Options;
import java.util.List;
import java.util.Set;

/**
 * What is to be measured.
 *
 * @param runs how often
 * @param only the peers' names; empty for all
 */
record Choice(int runs, List<String> only) {

    private static final int RUNS = 3;

    static Choice of(String... arguments) {
        Options options = Options.of(List.of(arguments), Set.of("--runs", "--only"), Set.of());
        return new Choice(
                options.number("--runs", RUNS),
                options.value("--only").map(names -> List.of(names.split(","))).orElse(List.of()));
    }

    boolean takes(String peer) {
        return only.isEmpty() || only.contains(peer);
    }
}
