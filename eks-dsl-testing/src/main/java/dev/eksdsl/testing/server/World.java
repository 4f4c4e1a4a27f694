package dev.eksdsl.testing.server;

import dev.eksdsl.time.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * What all services of one fake share: the time, one lock, and the sources of ids and of durations.
 *
 * <p>Every handler and every scheduled change runs while the lock is held, so services need no locking of their own.
 */
public final class World {

    private final Timeline timeline;
    private final InstantSource callersTime;
    private final Ids ids;
    private final Durations durations;
    private final ReentrantLock lock = new ReentrantLock();

    /** A world whose callers live in the same time. */
    public World(Timeline timeline, long seed, Durations durations) {
        this(timeline, seed, durations, timeline::now);
    }

    /** @param callersTime the time that callers sign with: another than the timeline's where that runs faster than theirs */
    public World(Timeline timeline, long seed, Durations durations, InstantSource callersTime) {
        this.timeline = timeline;
        this.callersTime = callersTime;
        this.ids = new Ids(seed);
        this.durations = durations;
    }

    public Timeline timeline() {
        return timeline;
    }

    public Instant now() {
        return timeline.now();
    }

    /** The time that callers sign with. */
    public Instant callersNow() {
        return callersTime.instant();
    }

    public Ids ids() {
        return ids;
    }

    public Durations durations() {
        return durations;
    }

    /** Runs the change after the delay, with the lock held. */
    public Timeline.Scheduled after(Duration delay, Runnable change) {
        return timeline.schedule(
                delay,
                () -> locked(() -> {
                    change.run();
                    return true;
                }));
    }

    /** Runs the action with the lock held. The lock is reentrant. */
    public <T> T locked(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }
}
