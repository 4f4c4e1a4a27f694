package dev.eksdsl.benchmarks.peers;

import dev.eksdsl.Eks;
import dev.eksdsl.EksSession;
import dev.eksdsl.benchmarks.MeasuredCluster;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * What a user of this library writes: connects as the environment says, and runs the stage that is named. Without a name it
 * reads stages from its standard input, a line each, and answers each with a line: seconds and CPU seconds.
 */
public final class LifeProgram {

    private LifeProgram() {}

    public static void main(String[] arguments) throws IOException {
        try (EksSession eks = Eks.connect()) {
            if (arguments.length > 0) {
                run(eks, stage(arguments[0]));
            } else {
                serve(eks);
            }
        }
    }

    private static void serve(EksSession eks) throws IOException {
        var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            long cpu = cpuNanos();
            long begun = System.nanoTime();
            run(eks, stage(line));
            long ended = System.nanoTime();
            System.out.println((ended - begun) / 1e9 + " " + (cpuNanos() - cpu) / 1e9);
        }
    }

    private static void run(EksSession eks, Stage stage) {
        switch (stage) {
            case APPLY ->
                eks.apply(eks.plan(MeasuredCluster.production(MeasuredCluster.MOST_NODES)))
                        .orThrow();
            case PLAN -> {
                if (!eks.plan(MeasuredCluster.production(MeasuredCluster.MOST_NODES))
                        .isEmpty()) {
                    throw new IllegalStateException("the plan is not empty");
                }
            }
            case CHANGE ->
                eks.apply(eks.plan(MeasuredCluster.production(MeasuredCluster.CHANGED_MOST_NODES)))
                        .orThrow();
            case DESTROY -> eks.destroy(MeasuredCluster.NAME).orThrow();
        }
    }

    private static Stage stage(String word) {
        return Stage.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
