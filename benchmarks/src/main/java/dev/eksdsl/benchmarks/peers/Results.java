package dev.eksdsl.benchmarks.peers;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was measured of each stage, by peer, in the order of the runs. */
final class Results {

    private final Map<Stage, Map<String, List<Measured>>> all = new EnumMap<>(Stage.class);

    void add(Stage stage, String peer, Measured measured) {
        all.computeIfAbsent(stage, s -> new LinkedHashMap<>())
                .computeIfAbsent(peer, p -> new ArrayList<>())
                .add(measured);
    }

    /** By peer; empty if none has such a stage. */
    Map<String, List<Measured>> of(Stage stage) {
        return all.getOrDefault(stage, Map.of());
    }
}
