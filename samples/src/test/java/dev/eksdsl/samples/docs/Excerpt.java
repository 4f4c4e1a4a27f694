package dev.eksdsl.samples.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares a shortened text with the whole: a line with nothing but {@code …} stands for any lines. */
final class Excerpt {

    private static final String LEFT_OUT = "…";

    private Excerpt() {}

    /** The first line of the excerpt that the whole does not have at its place; empty if it is an excerpt. */
    static Optional<String> firstStray(List<String> excerpt, List<String> whole) {
        int at = 0;
        for (List<String> run : runs(excerpt)) {
            int found = find(run, whole, at);
            if (found < 0) {
                return Optional.of(run.stream()
                        .filter(line -> whole.stream().noneMatch(other -> same(line, other)))
                        .findFirst()
                        .orElse(run.get(0)));
            }
            at = found + run.size();
        }
        return Optional.empty();
    }

    private static int find(List<String> run, List<String> whole, int from) {
        for (int start = from; start + run.size() <= whole.size(); start++) {
            boolean all = true;
            for (int i = 0; i < run.size() && all; i++) {
                all = same(run.get(i), whole.get(start + i));
            }
            if (all) {
                return start;
            }
        }
        return -1;
    }

    private static List<List<String>> runs(List<String> excerpt) {
        List<List<String>> runs = new ArrayList<>();
        List<String> run = new ArrayList<>();
        for (String line : excerpt) {
            if (!line.strip().equals(LEFT_OUT)) {
                run.add(line);
            } else if (!run.isEmpty()) {
                runs.add(run);
                run = new ArrayList<>();
            }
        }
        if (!run.isEmpty()) {
            runs.add(run);
        }
        return runs;
    }

    private static boolean same(String line, String other) {
        return line.strip().equals(other.strip());
    }
}
