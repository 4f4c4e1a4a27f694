package dev.eksdsl.benchmarks.waiting;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The rows of a job as text of at most 80 columns, or as Markdown. */
record RowTable(Job job, int runs, List<Row> rows) {

    private static final String LINE = "%-31s %8s %8s %9s %8s %8s";

    /** The time over that of the first row, its 95th percentile, seconds above the first row, status calls, all calls. */
    private static final List<String> HEAD = List.of("", "time", "p95", "wasted s", "looks", "calls");

    String text() {
        return title() + "\n" + line(HEAD) + "\n"
                + rows.stream().map(row -> line(cells(row))).collect(Collectors.joining("\n"))
                + "\n";
    }

    String markdown() {
        return "**" + title() + "**\n\n" + markdown(HEAD) + "\n|---|---|---|---|---|---|\n"
                + rows.stream().map(row -> markdown(cells(row))).collect(Collectors.joining("\n"))
                + "\n";
    }

    private String title() {
        return job.title() + ", " + runs + " runs";
    }

    private static String line(List<String> cells) {
        return String.format(LINE, cells.toArray());
    }

    private static String markdown(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |";
    }

    private static List<String> cells(Row row) {
        return List.of(
                row.title(),
                String.format(Locale.ROOT, "%.3f", row.ratio()),
                String.format(Locale.ROOT, "%.3f", row.p95()),
                String.format(Locale.ROOT, "%.0f", row.wasted()),
                String.format(Locale.ROOT, "%.0f", row.looks()),
                String.format(Locale.ROOT, "%.0f", row.calls()));
    }
}
