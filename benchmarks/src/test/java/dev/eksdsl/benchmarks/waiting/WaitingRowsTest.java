package dev.eksdsl.benchmarks.waiting;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The rows come out, and mean what they say. What they are worth takes more runs. */
class WaitingRowsTest {

    /** The bound is seen to the millisecond; what retries because a role is young sees it to a tenth of a second. */
    private static final double EXACT = 0.0005;

    @ParameterizedTest
    @EnumSource
    void everyWay_takesAtLeastWhatAwsTakes(Job job) {
        List<Row> rows = Comparison.of(job, LongStream.rangeClosed(1, job == Job.APPLY ? 2 : 1));

        assertThat(rows)
                .extracting(Row::title)
                .hasSize(8)
                .startsWith("needed order, seen at once", "eks-dsl")
                .contains("eksctl");
        assertThat(rows).allSatisfy(row -> {
            assertThat(row.ratio()).isBetween(1 - EXACT, 4.0);
            assertThat(row.p95()).isGreaterThanOrEqualTo(row.ratio());
            assertThat(row.calls()).isGreaterThan(row.looks());
        });
        assertThat(rows.get(0).wasted()).isZero();
        assertThat(rows).extracting(Row::looks).filteredOn(looks -> looks == 0).hasSize(1);
    }

    @Test
    void table_isTheSameEachTime_andFitsATerminal() {
        String table = table(false);

        assertThat(table).isEqualTo(table(false)).startsWith("another size and label for every node group, 1 runs");
        assertThat(table.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        assertThat(table(true)).contains("| eks-dsl | 1.");
    }

    private static String table(boolean markdown) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        WaitingRows.print(List.of(Job.RESIZE), 1, markdown, new PrintStream(out, true, StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8);
    }
}
