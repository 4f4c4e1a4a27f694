package dev.eksdsl.benchmarks.peers;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The results as Markdown: a table for each stage, with what a peer takes of the first one's. */
final class ResultTable {

    private static final double MIB = 1024.0 * 1024.0;

    private static final ToDoubleFunction<Measured> WALL = m -> m.cost().seconds();
    private static final ToDoubleFunction<Measured> CPU = m -> m.cost().cpuSeconds();
    private static final ToDoubleFunction<Measured> MEMORY = m -> m.cost().peakBytes() / MIB;

    private ResultTable() {}

    static void print(PrintStream out, Results results) {
        for (Stage stage : Stage.values()) {
            Map<String, List<Measured>> peers = results.of(stage);
            if (!peers.isEmpty()) {
                print(out, stage, peers);
            }
        }
    }

    private static void print(PrintStream out, Stage stage, Map<String, List<Measured>> peers) {
        Map.Entry<String, List<Measured>> first = peers.entrySet().iterator().next();
        out.println();
        out.println("**" + stage.title() + "**");
        out.println();
        out.println("| | calls | of these reads | wall s | CPU s | peak MiB | wall, CPU, memory over " + first.getKey()
                + "'s |");
        out.println("|---|---|---|---|---|---|---|");
        peers.forEach((peer, runs) -> out.println("| " + peer
                + " | " + spread(runs, Measured::calls).text("%.0f")
                + " | " + spread(runs, Measured::reads).text("%.0f")
                + " | " + spread(runs, WALL).text("%.2f")
                + " | " + spread(runs, CPU).text("%.2f")
                + " | " + spread(runs, MEMORY).text("%.0f")
                + " | " + ratio(runs, first.getValue(), WALL)
                + ", " + ratio(runs, first.getValue(), CPU)
                + ", " + ratio(runs, first.getValue(), MEMORY)
                + " |"));
    }

    private static String ratio(List<Measured> of, List<Measured> to, ToDoubleFunction<Measured> figure) {
        return String.format(
                Locale.ROOT,
                "%.3f",
                Spread.ratio(figures(of, figure), figures(to, figure)).median());
    }

    private static Spread spread(List<Measured> runs, ToDoubleFunction<Measured> figure) {
        return Spread.of(figures(runs, figure));
    }

    private static List<Double> figures(List<Measured> runs, ToDoubleFunction<Measured> figure) {
        return runs.stream().map(figure::applyAsDouble).toList();
    }
}
