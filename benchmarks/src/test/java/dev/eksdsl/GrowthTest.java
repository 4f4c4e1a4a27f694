package dev.eksdsl;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.eksdsl.benchmarks.MeasuredCluster;
import dev.eksdsl.graph.Dag;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** How the work grows with a declaration, told by what it allocates or asks: that is the same on every machine. */
class GrowthTest {

    private static final int ROUNDS = 20;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void compileOfTenTimesTheNodeGroups_allocatesAboutTenTimesAsMuch() {
        EksClusterSpec hundred = MeasuredCluster.withNodeGroups(100);
        EksClusterSpec thousand = MeasuredCluster.withNodeGroups(1000);

        long few = allocated(() -> ClusterCompiler.compile(hundred, MeasuredCluster.REGION));
        long many = allocated(() -> ClusterCompiler.compile(thousand, MeasuredCluster.REGION));

        assertThat((double) many / few).isBetween(5.0, 12.0);
    }

    @Test
    void buildOfTenTimesTheNodeGroups_allocatesAboutTenTimesAsMuch() {
        long few = allocated(() -> MeasuredCluster.withNodeGroups(100));
        long many = allocated(() -> MeasuredCluster.withNodeGroups(1000));

        assertThat((double) many / few).isBetween(5.0, 12.0);
    }

    @Test
    void orderOfTenTimesTheNodes_asksTenTimesAsOftenWhichNodeItIs() {
        assertThat((double) questions(10_000) / questions(1_000)).isBetween(5.0, 12.0);
    }

    /** How often nodes are hashed or compared when a chain of so many is put in order. */
    private static long questions(int nodes) {
        AtomicLong asked = new AtomicLong();
        Map<CountingNode, Set<CountingNode>> after = new LinkedHashMap<>();
        for (int i = 0; i < nodes; i++) {
            after.put(new CountingNode(i, asked), i == 0 ? Set.of() : Set.of(new CountingNode(i - 1, asked)));
        }
        asked.set(0);
        assertThat(Dag.of(after).order()).hasSize(nodes);
        return asked.get();
    }

    /** The least of some rounds: the first load classes, and a compiler at work only takes allocations away. */
    private static long allocated(Runnable work) {
        return LongStream.range(0, ROUNDS)
                .map(round -> {
                    long before = THREADS.getCurrentThreadAllocatedBytes();
                    work.run();
                    return THREADS.getCurrentThreadAllocatedBytes() - before;
                })
                .min()
                .orElseThrow();
    }

    /** A node that counts the questions. */
    private record CountingNode(int number, AtomicLong asked) {

        @Override
        public boolean equals(Object other) {
            asked.incrementAndGet();
            return other instanceof CountingNode node && node.number == number;
        }

        @Override
        public int hashCode() {
            asked.incrementAndGet();
            return number;
        }
    }
}
