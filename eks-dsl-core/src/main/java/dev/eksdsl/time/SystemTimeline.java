package dev.eksdsl.time;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Real time, optionally sped up. One timer thread keeps the appointments; the actions run on the given executor, by
 * default on at most {@value #DEFAULT_THREADS} daemon threads named {@code eks-…}.
 *
 * <p>Thread-safe. Needs no closing: all its own threads are daemons and end when idle.
 */
public final class SystemTimeline implements Timeline {

    /** How many threads run actions when no executor is given: {@value}. */
    public static final int DEFAULT_THREADS = 16;

    private final Instant origin;
    private final long originNanos = System.nanoTime();
    private final double speed;
    private final boolean wallClock;
    private final Executor workers;
    private final ScheduledThreadPoolExecutor timer;

    private SystemTimeline(Instant origin, double speed, boolean wallClock, Executor workers) {
        if (!(speed > 0)) {
            throw new IllegalArgumentException("speed must be more than 0, was " + speed);
        }
        this.origin = origin;
        this.speed = speed;
        this.wallClock = wallClock;
        this.workers = workers;
        this.timer = new ScheduledThreadPoolExecutor(1, daemons("eks-timer-"));
        timer.setRemoveOnCancelPolicy(true);
        timer.setKeepAliveTime(10, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
    }

    /** Real time, with own threads. */
    public static SystemTimeline create() {
        return new SystemTimeline(Instant.now(), 1, true, pool());
    }

    /** Real time; actions run on the caller's executor. */
    public static SystemTimeline on(Executor workers) {
        return new SystemTimeline(Instant.now(), 1, true, workers);
    }

    /**
     * Time that starts at the given moment and passes as fast as real time, or faster, or slower.
     *
     * @param speed seconds of this timeline per real second, more than 0
     */
    public static SystemTimeline scaled(Instant start, double speed) {
        return new SystemTimeline(start, speed, false, pool());
    }

    @Override
    public Instant now() {
        if (wallClock) {
            // The wall clock, not time since the start: that stands still while a machine sleeps, and signatures would
            // be stale.
            return Instant.now();
        }
        return origin.plusNanos((long) ((System.nanoTime() - originNanos) * speed));
    }

    @Override
    public Scheduled schedule(Duration delay, Runnable action) {
        if (delay.isZero() || delay.isNegative()) {
            CompletableFuture<Void> running = CompletableFuture.runAsync(action, workers);
            return () -> running.cancel(false);
        }
        long nanos = (long) (delay.toNanos() / speed);
        ScheduledFuture<?> appointment = timer.schedule(() -> workers.execute(action), nanos, TimeUnit.NANOSECONDS);
        return () -> appointment.cancel(false);
    }

    @Override
    public <T> T await(CompletableFuture<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            CancellationException cancelled = new CancellationException("interrupted while waiting");
            cancelled.initCause(e);
            throw cancelled;
        } catch (ExecutionException e) {
            return Outcome.of(future);
        }
    }

    private static Executor pool() {
        ThreadPoolExecutor pool =
                (ThreadPoolExecutor) Executors.newFixedThreadPool(DEFAULT_THREADS, daemons("eks-worker-"));
        pool.setKeepAliveTime(10, TimeUnit.SECONDS);
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private static ThreadFactory daemons(String prefix) {
        AtomicInteger count = new AtomicInteger();
        return action -> {
            Thread thread = new Thread(action, prefix + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
