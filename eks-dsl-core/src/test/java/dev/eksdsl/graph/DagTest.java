package dev.eksdsl.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DagTest {

    @Test
    void empty_noOrder() {
        Dag<String> none = Dag.of(Map.<String, Set<String>>of());

        assertThat(none.order()).isEmpty();
    }

    @Test
    void nodesWithoutEdges_inTheOrderGiven() {
        Map<String, Set<String>> nodes = new LinkedHashMap<>();
        List.of("c", "a", "b").forEach(node -> nodes.put(node, Set.of()));

        assertThat(Dag.of(nodes).order()).containsExactly("c", "a", "b");
    }

    /** Two nodes on each rung, each behind both of the rung below: 2^n ways through it. */
    @Test
    void ladderOfDiamonds_sortedWithoutWalkingEveryWay() {
        Map<String, Set<String>> ladder = new LinkedHashMap<>();
        ladder.put("l0", Set.of());
        ladder.put("r0", Set.of());
        for (int rung = 1; rung < 1000; rung++) {
            Set<String> below = Set.of("l" + (rung - 1), "r" + (rung - 1));
            ladder.put("l" + rung, below);
            ladder.put("r" + rung, below);
        }

        List<String> order = assertTimeoutPreemptively(
                Duration.ofSeconds(5), () -> Dag.of(ladder).order());

        assertThat(order).hasSize(2000);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void randomGraph_eachBehindAllBeforeIt(long seed) {
        Random random = new Random(seed);
        Map<Integer, Set<Integer>> edges = new LinkedHashMap<>();
        for (int node = 0; node < 200; node++) {
            Set<Integer> before = new TreeSet<>();
            for (int i = 0; node > 0 && i < 3; i++) {
                before.add(random.nextInt(node));
            }
            edges.put(node, before);
        }

        List<Integer> order = Dag.of(edges).order();

        assertThat(order).hasSize(200).doesNotHaveDuplicates();
        edges.forEach((node, before) ->
                before.forEach(b -> assertThat(order.indexOf(b)).isLessThan(order.indexOf(node))));
    }

    @Test
    void cycle_refusedNamingItsNodes() {
        Map<String, Set<String>> edges = new LinkedHashMap<>();
        edges.put("free", Set.of());
        edges.put("a", Set.of("b"));
        edges.put("b", Set.of("a"));

        assertThatThrownBy(() -> Dag.of(edges))
                .isInstanceOf(CycleException.class)
                .hasMessage("a cycle among [a, b]");
    }

    @Test
    void nodeBehindItself_refused() {
        assertThatThrownBy(() -> Dag.of(Map.of("a", Set.of("a")))).isInstanceOf(CycleException.class);
    }

    @Test
    void edgeToNowhere_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Dag.of(Map.of("a", Set.of("ghost"))))
                .withMessage("a comes after ghost, which is not in the graph");
    }
}
