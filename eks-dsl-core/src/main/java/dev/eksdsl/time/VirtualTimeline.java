package dev.eksdsl.time;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Time that passes only when somebody waits: whoever awaits a future runs the scheduled actions itself, in the order of
 * their moments (and of scheduling, where the moment is the same), and the clock jumps from one to the next.
 *
 * <p>Everything on one virtual timeline runs one action at a time, so a run is repeatable. An {@link Error} thrown by an
 * action leaves through the call that drives the time, which is how a test lets a process "die".
 *
 * <p>Thread-safe: several threads may schedule, and several may drive; they take turns.
 */
public final class VirtualTimeline implements Timeline {

    private final PriorityQueue<Entry> queue = new PriorityQueue<>();
    private final ReentrantLock driving = new ReentrantLock(true);
    private final Instant start;
    private volatile Instant now;
    private long sequence;

    /** @param start the moment at which this timeline begins */
    public VirtualTimeline(Instant start) {
        this.start = start;
        this.now = start;
    }

    @Override
    public Instant now() {
        return now;
    }

    /** How much virtual time has passed since the start. */
    public Duration elapsed() {
        return Duration.between(start, now);
    }

    @Override
    public Scheduled schedule(Duration delay, Runnable action) {
        synchronized (queue) {
            Instant at = delay.isNegative() ? now : now.plus(delay);
            Entry entry = new Entry(at, sequence++, action);
            queue.add(entry);
            return () -> {
                synchronized (queue) {
                    queue.remove(entry);
                }
            };
        }
    }

    @Override
    public <T> T await(CompletableFuture<T> future) {
        while (!future.isDone()) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("interrupted while waiting");
            }
            driving.lock();
            try {
                if (!future.isDone() && !runNext(Instant.MAX)) {
                    throw new IllegalStateException(
                            "nothing is scheduled on this virtual timeline that could complete what is awaited");
                }
            } finally {
                driving.unlock();
            }
        }
        return Outcome.of(future);
    }

    /**
     * Lets the given time pass as {@link #advance} does, unless another thread drives the time at present. For those who hold
     * a lock that the scheduled actions need.
     *
     * @return whether the time has passed
     */
    public boolean tryAdvance(Duration duration) {
        if (!driving.tryLock()) {
            return false;
        }
        try {
            advance(duration);
            return true;
        } finally {
            driving.unlock();
        }
    }

    /** Lets the given time pass: runs all that falls due in it, then stands at its end. */
    public void advance(Duration duration) {
        driving.lock();
        try {
            Instant end = now.plus(duration);
            while (runNext(end)) {
                // each run may schedule more within the same stretch
            }
            now = end;
        } finally {
            driving.unlock();
        }
    }

    /**
     * Jumps to the next scheduled moment and runs what is due then.
     *
     * @return false if nothing is scheduled
     */
    public boolean advanceToNext() {
        driving.lock();
        try {
            return runNext(Instant.MAX);
        } finally {
            driving.unlock();
        }
    }

    /** The moment of the next scheduled action; empty if nothing is scheduled. */
    public Optional<Instant> next() {
        synchronized (queue) {
            return Optional.ofNullable(queue.peek()).map(Entry::at);
        }
    }

    /** Whether the calling thread is driving the time at present: it is within an action, or within a wait. */
    public boolean isDrivenByCurrentThread() {
        return driving.isHeldByCurrentThread();
    }

    private boolean runNext(Instant end) {
        Entry entry = poll(end);
        if (entry == null) {
            return false;
        }
        entry.action.run();
        return true;
    }

    private @Nullable Entry poll(Instant end) {
        synchronized (queue) {
            Entry entry = queue.peek();
            if (entry == null || entry.at.isAfter(end)) {
                return null;
            }
            queue.remove();
            if (entry.at.isAfter(now)) {
                now = entry.at;
            }
            return entry;
        }
    }

    private record Entry(Instant at, long order, Runnable action) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            int byTime = at.compareTo(other.at);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }
}
