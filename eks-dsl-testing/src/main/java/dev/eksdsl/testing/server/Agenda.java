package dev.eksdsl.testing.server;

import java.time.Instant;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The changes that the world has scheduled, in the order of their moments, and of scheduling where the moment is the same. Not
 * thread-safe: used with the world's lock held.
 */
final class Agenda {

    private final PriorityQueue<Entry> queue = new PriorityQueue<>();
    private long sequence;

    /** A change to come, and the alarm on the timeline that wakes the world for it; none while a snapshot is replayed. */
    static final class Entry implements Comparable<Entry> {

        final Instant at;
        final Strand strand;
        final Runnable change;
        Runnable silence = () -> {};
        private final long order;

        private Entry(Instant at, Strand strand, Runnable change, long order) {
            this.at = at;
            this.strand = strand;
            this.change = change;
            this.order = order;
        }

        @Override
        public int compareTo(Entry other) {
            int byTime = at.compareTo(other.at);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    Entry add(Instant at, Strand strand, Runnable change) {
        Entry entry = new Entry(at, strand, change, sequence++);
        queue.add(entry);
        return entry;
    }

    /** Takes the next change that is due by then; null if there is none. */
    @Nullable
    Entry takeDue(Instant end) {
        Entry next = queue.peek();
        return next == null || next.at.isAfter(end) ? null : queue.remove();
    }

    /** Calls a change off. Does nothing if it has run. */
    void remove(Entry entry) {
        queue.remove(entry);
        entry.silence.run();
    }

    /** Calls all changes off. */
    void clear() {
        queue.forEach(entry -> entry.silence.run());
        queue.clear();
    }

    void forEach(Consumer<Entry> action) {
        // in order, so that alarms of the same moment ring in order
        queue.stream().sorted().forEach(action);
    }
}
