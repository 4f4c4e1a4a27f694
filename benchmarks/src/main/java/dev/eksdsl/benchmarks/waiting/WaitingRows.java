package dev.eksdsl.benchmarks.waiting;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/**
 * Prints how long ways of waiting and ordering take over what AWS itself takes, and how many calls they make:
 * {@code WaitingRows [--runs N] [--job NAME] [--markdown]}. All of it is virtual time, so the figures are the same on every machine.
 */
public final class WaitingRows {

    private static final int RUNS = 200;

    private WaitingRows() {}

    public static void main(String[] arguments) {
        List<String> words = List.of(arguments);
        print(
                words.contains("--job")
                        ? List.of(Job.valueOf(after("--job", words).toUpperCase(Locale.ROOT)))
                        : List.of(Job.values()),
                words.contains("--runs") ? Integer.parseInt(after("--runs", words)) : RUNS,
                words.contains("--markdown"),
                System.out);
    }

    private static String after(String option, List<String> words) {
        int at = words.indexOf(option) + 1;
        if (at == words.size()) {
            throw new IllegalArgumentException(option + " wants a value");
        }
        return words.get(at);
    }

    static void print(List<Job> jobs, int runs, boolean markdown, PrintStream out) {
        for (Job job : jobs) {
            RowTable table = new RowTable(job, runs, Comparison.of(job, LongStream.rangeClosed(1, runs)));
            out.println(markdown ? table.markdown() : table.text());
        }
    }
}
