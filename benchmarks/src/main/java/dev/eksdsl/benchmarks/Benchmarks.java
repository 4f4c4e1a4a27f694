package dev.eksdsl.benchmarks;

import dev.eksdsl.benchmarks.fleet.FleetBenchmark;
import dev.eksdsl.benchmarks.peers.Comparison;
import dev.eksdsl.benchmarks.waiting.WaitingRows;
import java.util.Arrays;

/**
 * The program of this module: {@code jmh} for code paths, {@code peers} for whole jobs beside other tools, {@code waiting} for
 * when to look, {@code fleet} for many clusters at once.
 */
public final class Benchmarks {

    private static final String USAGE = """
            usage: benchmarks jmh [options of JMH]
                   benchmarks quick
                   benchmarks peers [--runs N] [--only NAME,NAME…]
                   benchmarks waiting [--runs N] [--job NAME] [--markdown]
                   benchmarks fleet [--clusters N] [--sites N] [--no-destroy]""";

    private Benchmarks() {}

    /** Runs a part; the other arguments are the part's own. */
    public static void main(String[] arguments) throws Exception {
        try {
            run(
                    arguments.length == 0 ? "" : arguments[0],
                    Arrays.stream(arguments).skip(1).toArray(String[]::new));
        } catch (UsageException e) {
            System.err.println(e.getMessage() + "\n" + USAGE);
            System.exit(2);
        }
    }

    private static void run(String part, String... rest) throws Exception {
        switch (part) {
            case "jmh" -> CodePaths.measure(rest);
            case "quick" -> CodePaths.once();
            case "peers" -> Comparison.main(rest);
            case "waiting" -> WaitingRows.main(rest);
            case "fleet" -> FleetBenchmark.main(rest);
            default -> throw new UsageException(part.isEmpty() ? "what is to be measured?" : "no such part: " + part);
        }
    }
}
