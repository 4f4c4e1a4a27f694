package dev.eksdsl.benchmarks.peers;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Figures of the same thing, of several runs. */
record Spread(List<Double> sorted) {

    static Spread of(List<Double> figures) {
        return new Spread(figures.stream().sorted().toList());
    }

    /** The figures of one over those of another, run by run. */
    static Spread ratio(List<Double> of, List<Double> to) {
        return of(IntStream.range(0, Math.min(of.size(), to.size()))
                .mapToObj(i -> of.get(i) / to.get(i))
                .toList());
    }

    /** The middle one, or the mean of both in the middle. */
    double median() {
        int size = sorted.size();
        return (sorted.get((size - 1) / 2) + sorted.get(size / 2)) / 2;
    }

    /** The median, and in brackets the least and the most, if there is more than one. */
    String text(String format) {
        String median = String.format(Locale.ROOT, format, median());
        return sorted.size() == 1
                ? median
                : median
                        + String.format(
                                Locale.ROOT,
                                " (" + format + "–" + format + ")",
                                sorted.get(0),
                                sorted.get(sorted.size() - 1));
    }
}
