package dev.eksdsl.reliability.sockets;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** A table in Markdown. */
final class Table {

    private final List<String> lines = new ArrayList<>();

    Table(String... heads) {
        row((Object[]) heads);
        lines.add("|" + String.join("|", Collections.nCopies(heads.length, "---")) + "|");
    }

    Table row(Object... cells) {
        lines.add(
                "| " + String.join(" | ", Stream.of(cells).map(String::valueOf).toList()) + " |");
        return this;
    }

    /** The row that came last, for those who print as they go. */
    String last() {
        return lines.get(lines.size() - 1);
    }

    @Override
    public String toString() {
        return String.join("\n", lines);
    }
}
