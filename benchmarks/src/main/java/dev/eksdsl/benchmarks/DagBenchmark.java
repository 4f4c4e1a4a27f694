package dev.eksdsl.benchmarks;

import dev.eksdsl.graph.Dag;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The order of ten thousand nodes, each behind up to three that came before. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@State(Scope.Benchmark)
public class DagBenchmark {

    private static final int NODES = 10_000;

    /** How far back an edge leads: to the neighbour, into the same layer, and to the layer before. */
    private static final List<Integer> BACK = List.of(1, 30, 500);

    private final Map<String, Set<String>> edges = new LinkedHashMap<>();

    /** Draws the edges. */
    @Setup
    public void connect() {
        for (int node = 0; node < NODES; node++) {
            Set<String> before = new LinkedHashSet<>();
            for (int back : BACK) {
                if (node >= back) {
                    before.add("node-" + (node - back));
                }
            }
            edges.put("node-" + node, before);
        }
    }

    /** The graph is checked, copied and sorted. */
    @Benchmark
    public List<String> order() {
        return Dag.of(edges).order();
    }
}
