package dev.eksdsl.benchmarks.waiting;

import dev.eksdsl.benchmarks.Options;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * Prints how long ways of waiting and ordering take over what AWS itself takes, and how many calls they make:
 * {@code WaitingRows [--runs N] [--job NAME] [--markdown]}. All of it is virtual time, so the figures are the same on every machine.
 */
public final class WaitingRows {

    private static final int RUNS = 200;

    private WaitingRows() {}

    public static void main(String[] arguments) {
        Options options = Options.of(List.of(arguments), Set.of("--job", "--runs"), Set.of("--markdown"));
        print(
                options.value("--job")
                        .map(name -> List.of(Job.valueOf(name.toUpperCase(Locale.ROOT))))
                        .orElse(List.of(Job.values())),
                options.number("--runs", RUNS),
                options.has("--markdown"),
                System.out);
    }

    static void print(List<Job> jobs, int runs, boolean markdown, PrintStream out) {
        for (Job job : jobs) {
            RowTable table = new RowTable(job, runs, Comparison.of(job, LongStream.rangeClosed(1, runs)));
            out.println(markdown ? table.markdown() : table.text());
        }
    }
}
