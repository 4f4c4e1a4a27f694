package dev.eksdsl.testing.kubernetes.api;

import dev.eksdsl.testing.kubernetes.api.store.SharedParts;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * What the API servers of one world have in common beneath them: equal parts of objects lie there once, and all drop their old
 * revisions in time, also those where nothing happens any more. So a thousand clusters fit into a small heap. Not thread-safe:
 * used with the world's lock held.
 */
public final class Storage {

    /** How often servers are asked for what they can drop. */
    private static final Duration INTERVAL = Duration.ofMinutes(1);

    private final SharedParts parts = new SharedParts();
    private final Set<Cluster> clusters = Collections.newSetFromMap(new WeakHashMap<>());
    private Instant next = Instant.MIN;

    SharedParts parts() {
        return parts;
    }

    void add(Cluster cluster) {
        clusters.add(cluster);
    }

    /** Time has passed: drops what is due, in all clusters. */
    void tidy(Instant now) {
        if (now.isBefore(next)) {
            return;
        }
        next = now.plus(INTERVAL);
        List.copyOf(clusters).forEach(Cluster::compact);
    }
}
