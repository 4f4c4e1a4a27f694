package dev.eksdsl.reliability.matrix;

import dev.eksdsl.testing.FakeAws;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What exists, made comparable between runs: ids and moments that AWS draws are left out, everything else stays.
 *
 * @param lines one for each thing, sorted
 */
record Shape(List<String> lines) {

    private static final Pattern DRAWN = Pattern.compile(
            "(?<=eks-cluster-sg-production-)\\d+|(?<=eks-dsl/created=)[^,}]*|\\b[0-9a-f]{17}\\b|\\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\b|\\b[0-9A-F]{32}\\b|\\bA[A-Z0-9]{20}\\b");

    Shape {
        lines = List.copyOf(lines);
    }

    static Shape of(FakeAws aws) {
        return new Shape(aws.inventory().stream()
                .map(item -> DRAWN.matcher(item.toString()).replaceAll("#"))
                .sorted()
                .toList());
    }

    /** What is too much and what is missing here, if something else was wanted; empty if all is as wanted. */
    String differenceFrom(Shape wanted) {
        List<String> more = new ArrayList<>(lines);
        List<String> less = new ArrayList<>(wanted.lines);
        wanted.lines.forEach(more::remove);
        lines.forEach(less::remove);
        List<String> all = new ArrayList<>();
        more.forEach(line -> all.add("too much: " + line));
        less.forEach(line -> all.add("missing: " + line));
        return String.join("; ", all);
    }
}
