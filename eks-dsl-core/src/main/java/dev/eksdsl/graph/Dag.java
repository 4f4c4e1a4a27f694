package dev.eksdsl.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An immutable directed acyclic graph. An edge says that one node comes after another.
 *
 * @param <K> what identifies a node; needs {@code equals} and {@code hashCode}
 */
public final class Dag<K> {

    private final List<K> order;

    private Dag(Map<K, Set<K>> after) {
        this.order = sort(after);
    }

    /**
     * Makes a graph.
     *
     * @param after for each node, the nodes that come before it; the order of the map decides between equals
     * @throws IllegalArgumentException if an edge leads to a node that is not there
     * @throws CycleException if there is a cycle
     */
    public static <K> Dag<K> of(Map<K, ? extends Set<K>> after) {
        Map<K, Set<K>> copy = new LinkedHashMap<>();
        after.forEach((node, before) -> copy.put(node, Collections.unmodifiableSet(new LinkedHashSet<>(before))));
        copy.forEach((node, before) -> before.forEach(b -> {
            if (!copy.containsKey(b)) {
                throw new IllegalArgumentException(node + " comes after " + b + ", which is not in the graph");
            }
        }));
        return new Dag<>(Collections.unmodifiableMap(copy));
    }

    /** All nodes, each behind all that come before it. */
    public List<K> order() {
        return order;
    }

    private static <K> List<K> sort(Map<K, Set<K>> after) {
        Map<K, Integer> open = new LinkedHashMap<>();
        Map<K, List<K>> successors = new HashMap<>();
        after.forEach((node, before) -> {
            open.put(node, before.size());
            before.forEach(
                    b -> successors.computeIfAbsent(b, x -> new ArrayList<>()).add(node));
        });
        Deque<K> ready = new ArrayDeque<>();
        open.forEach((node, count) -> {
            if (count == 0) {
                ready.add(node);
            }
        });
        List<K> sorted = new ArrayList<>(after.size());
        while (!ready.isEmpty()) {
            K node = ready.poll();
            sorted.add(node);
            for (K next : successors.getOrDefault(node, List.of())) {
                if (open.merge(next, -1, Integer::sum) == 0) {
                    ready.add(next);
                }
            }
        }
        if (sorted.size() < after.size()) {
            Set<K> rest = new LinkedHashSet<>(after.keySet());
            sorted.forEach(rest::remove);
            throw new CycleException("a cycle among " + rest);
        }
        return Collections.unmodifiableList(sorted);
    }
}
