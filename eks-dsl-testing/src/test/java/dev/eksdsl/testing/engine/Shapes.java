package dev.eksdsl.testing.engine;

import dev.eksdsl.testing.FakeAws;
import java.util.List;
import java.util.regex.Pattern;

/** Inventories of different runs, made comparable: ids that AWS draws are left out, everything else stays. */
final class Shapes {

    private static final Pattern DRAWN = Pattern.compile(
            "(?<=eks-cluster-sg-production-)\\d+|(?<=eks-dsl/created=)[^,}]*|\\b[0-9a-f]{17}\\b|\\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\b|\\b[0-9A-F]{32}\\b|\\bA[A-Z0-9]{20}\\b");

    private Shapes() {}

    /** What exists, one line each, without drawn ids; sorted. */
    static List<String> of(FakeAws aws) {
        return aws.inventory().stream()
                .map(item -> DRAWN.matcher(item.toString()).replaceAll("#"))
                .sorted()
                .toList();
    }
}
