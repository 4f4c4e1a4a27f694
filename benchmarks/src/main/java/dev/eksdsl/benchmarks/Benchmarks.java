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
        String[] rest = arguments.length == 0 ? arguments : Arrays.copyOfRange(arguments, 1, arguments.length);
        switch (arguments.length == 0 ? "" : arguments[0]) {
            case "jmh" -> CodePaths.measure(rest);
            case "quick" -> CodePaths.once();
            case "peers" -> Comparison.main(rest);
            case "waiting" -> WaitingRows.main(rest);
            case "fleet" -> FleetBenchmark.main(rest);
            default -> {
                System.err.println(USAGE);
                System.exit(2);
            }
        }
    }
}
