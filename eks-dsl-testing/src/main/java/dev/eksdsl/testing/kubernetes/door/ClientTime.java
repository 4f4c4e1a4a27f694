package dev.eksdsl.testing.kubernetes.door;

import dev.eksdsl.time.Timeline;
import dev.eksdsl.time.VirtualTimeline;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Lets virtual time pass for clients that know nothing of it, such as Fabric8's client or kubectl.
 *
 * <ul>
 *   <li>A request takes 50 ms of virtual time: what falls due in them runs first, on the thread that asks. A client that
 *       polls therefore gets on. A request from within an action of the timeline takes no time.
 *   <li>While a client waits at an open watch and nothing else goes on, a daemon thread jumps from one scheduled moment
 *       to the next. "Nothing else" means: no request is being answered, no event is on its way, and the last of either
 *       is some real milliseconds ago, so that the client could react: 3 before a small jump, more before a large one (20
 *       for a minute), 200 at most.
 *   <li>Waiting alone takes no more than {@link #LONGEST_WAIT} of virtual time after the last request, so that an
 *       informer that is left open does not make months pass.
 * </ul>
 *
 * <p>The order of what happens in the fake does not depend on threads; at which virtual moment a request of a client
 * that waits arrives among it does, to some milliseconds of real time. On a timeline that is not virtual this class does
 * nothing. Thread-safe.
 */
public final class ClientTime {

    /** How much virtual time passes at most while clients only wait: one hour. */
    public static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private static final Duration REQUEST = Duration.ofMillis(50);
    private static final Duration SHORTEST_QUIET = Duration.ofMillis(3);
    private static final Duration LONGEST_QUIET = Duration.ofMillis(200);

    /** How many times faster than real time the large jumps go. */
    private static final long SPEED = 3000;

    private static final long PULSE_MICROS = 1500;

    private final @Nullable VirtualTimeline timeline;
    private final ScheduledThreadPoolExecutor driver;
    private @Nullable ScheduledFuture<?> pulse;
    private @Nullable Throwable failure;
    private int waiting;
    private int busy;
    private long lastActivity = System.nanoTime();
    private Instant patience = Instant.MIN;

    public ClientTime(Timeline timeline) {
        this.timeline = timeline instanceof VirtualTimeline virtual ? virtual : null;
        this.driver = new ScheduledThreadPoolExecutor(1, action -> {
            Thread thread = new Thread(action, "eks-kubernetes-time");
            thread.setDaemon(true);
            return thread;
        });
        driver.setRemoveOnCancelPolicy(true);
        driver.setKeepAliveTime(1, TimeUnit.SECONDS);
        driver.allowCoreThreadTimeOut(true);
    }

    /** A request has arrived; nothing passes by itself until {@link #end()}. */
    void begin() {
        synchronized (this) {
            busy++;
        }
        rethrow();
        if (timeline == null) {
            return;
        }
        if (!timeline.isDrivenByCurrentThread()) {
            timeline.advance(REQUEST);
        }
        synchronized (this) {
            patience = timeline.now().plus(LONGEST_WAIT);
        }
    }

    /** Something is on its way to a client; nothing passes by itself until {@link #end()}. */
    synchronized void deliver() {
        busy++;
    }

    /** What {@link #begin()} or {@link #deliver()} announced is over. */
    synchronized void end() {
        busy--;
        lastActivity = System.nanoTime();
    }

    /** A client waits at an open stream. */
    synchronized void opened() {
        waiting++;
        if (timeline != null && pulse == null) {
            pulse = driver.scheduleWithFixedDelay(this::beat, PULSE_MICROS, PULSE_MICROS, TimeUnit.MICROSECONDS);
        }
    }

    /** A stream has ended. */
    synchronized void closed() {
        waiting--;
        if (waiting == 0 && pulse != null) {
            pulse.cancel(false);
            pulse = null;
        }
    }

    private void beat() {
        VirtualTimeline time = timeline;
        Optional<Instant> next = time == null ? Optional.empty() : time.next();
        if (time == null || next.isEmpty() || next.get().isAfter(patience()) || !calmBefore(next.get(), time.now())) {
            return;
        }
        try {
            time.advanceToNext();
        } catch (RuntimeException | Error e) {
            // the next request of a client reports it: here nobody would see it
            synchronized (this) {
                failure = e;
            }
        }
        synchronized (this) {
            lastActivity = System.nanoTime();
        }
    }

    private synchronized boolean calmBefore(Instant next, Instant now) {
        Duration quiet = Duration.between(now, next).dividedBy(SPEED);
        if (quiet.compareTo(SHORTEST_QUIET) < 0) {
            quiet = SHORTEST_QUIET;
        } else if (quiet.compareTo(LONGEST_QUIET) > 0) {
            quiet = LONGEST_QUIET;
        }
        return busy == 0 && System.nanoTime() - lastActivity > quiet.toNanos();
    }

    private synchronized Instant patience() {
        return patience;
    }

    private synchronized void rethrow() {
        Throwable thrown = failure;
        failure = null;
        if (thrown instanceof Error error) {
            throw error;
        }
        if (thrown != null) {
            throw new IllegalStateException("an action on the timeline failed while a client waited", thrown);
        }
    }
}
