package dev.eksdsl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eksdsl.model.DurationText;
import dev.eksdsl.plan.ResourceTypes;
import dev.eksdsl.resource.Action;
import dev.eksdsl.resource.ResourceType;
import dev.eksdsl.resource.Timing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The table of deadlines in {@code docs/diagnosis.md} is that of the code. */
class DeadlinesDocumentTest {

    private static final ResourceTypes KINDS = Kinds.with(Optional.empty());

    /** {@code | nodegroup | update `version` | 15m | 1h30m |}. */
    private static final Pattern ROW = Pattern.compile(
            "^\\| ([a-z-]+) \\| ([a-z]+)(?: `([a-z]+)`)? \\| (\\w+) \\| (\\w+) \\|$", Pattern.MULTILINE);

    private record Row(String kind, Action action, Optional<String> call, String usual, String deadline) {

        static Row parse(MatchResult row) {
            return new Row(
                    row.group(1),
                    Action.valueOf(row.group(2).toUpperCase(Locale.ROOT)),
                    Optional.ofNullable(row.group(3)),
                    row.group(4),
                    row.group(5));
        }

        static Row of(ResourceType<?, ?> type, Action action, Optional<String> call) {
            Timing timing = type.timing(action, call);
            return new Row(
                    type.kind(), action, call, DurationText.of(timing.expected()), DurationText.of(timing.deadline()));
        }

        String name() {
            return kind + " " + action;
        }
    }

    @Test
    void everyRow_isWhatTheCodeSays() throws IOException {
        assertThat(rows())
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row).isEqualTo(Row.of(KINDS.kind(row.kind()), row.action(), row.call())));
    }

    @Test
    void whatTakesLongerThanACall_hasItsRow() throws IOException {
        TreeSet<String> needed = new TreeSet<>();
        for (ResourceType<?, ?> type : KINDS.all()) {
            for (Action action : List.of(Action.CREATE, Action.UPDATE, Action.DELETE)) {
                if (!type.isLeftBehind()
                        && !type.timing(action, Optional.empty()).equals(Timing.IMMEDIATE)) {
                    needed.add(type.kind() + " " + action);
                }
            }
        }
        assertThat(new TreeSet<>(rows().stream().map(Row::name).toList())).containsAll(needed);
    }

    private static List<Row> rows() throws IOException {
        Path root = Path.of("").toAbsolutePath();
        while (!Files.exists(root.resolve("docs/diagnosis.md"))) {
            root = Objects.requireNonNull(root.getParent(), "no docs/diagnosis.md above the module");
        }
        return ROW.matcher(Files.readString(root.resolve("docs/diagnosis.md")))
                .results()
                .map(Row::parse)
                .toList();
    }
}
