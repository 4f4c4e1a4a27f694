package dev.eksdsl.testing.kubernetes.controller;

import dev.eksdsl.time.Timeline;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Keys of objects that a controller has to look at. A key that is added twice before its turn is looked at once.
 *
 * <p>The latency of {@value #LATENCY_MILLIS} ms is what controllers of a small cluster need from an event to their
 * answer, seen in recordings of a controller manager.
 */
final class WorkQueue {

    private static final int LATENCY_MILLIS = 15;
    private static final Duration LATENCY = Duration.ofMillis(LATENCY_MILLIS);

    private final ClusterContext cluster;
    private final Consumer<Key> work;
    private final Set<Key> waiting = new HashSet<>();
    private final Map<Key, Timeline.Scheduled> later = new HashMap<>();

    WorkQueue(ClusterContext cluster, Consumer<Key> work) {
        this.cluster = cluster;
        this.work = work;
    }

    void add(Key key) {
        if (waiting.add(key)) {
            cluster.after(LATENCY, () -> {
                waiting.remove(key);
                work.accept(key);
            });
        }
    }

    /** Has the key looked at once more, later; takes the place of what was asked for so before. */
    void addAfter(Duration delay, Key key) {
        cancelLater(key);
        later.put(key, cluster.after(delay, () -> {
            later.remove(key);
            work.accept(key);
        }));
    }

    /** There is no more reason to look at the key later: empty appointments would only make virtual time jump. */
    void cancelLater(Key key) {
        Timeline.Scheduled appointment = later.remove(key);
        if (appointment != null) {
            appointment.cancel();
        }
    }
}
