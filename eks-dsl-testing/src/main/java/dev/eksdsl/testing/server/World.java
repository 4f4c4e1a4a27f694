package dev.eksdsl.testing.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.time.Timeline;
import dev.eksdsl.time.VirtualTimeline;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * What all services of one fake share: the time, one lock, the journal, and the sources of ids and of durations.
 *
 * <p>Every handler and every scheduled change runs while the lock is held, so services need no locking of their own. While it
 * is held time stands still. Whoever takes it finds done what was due before, each change at its own moment: so the state
 * depends on what was done from outside and when, not on threads, nor on how late an alarm of the timeline rings.
 */
public final class World {

    private static final Duration VIRTUAL_MOMENT = Duration.ofSeconds(1);
    private static final Duration REAL_MOMENT = Duration.ofMillis(10);

    private final Timeline timeline;
    private final InstantSource callersTime;
    private final long seed;
    private final Ids ids;
    private final Durations durations;
    private final Quotas quotas;
    private final boolean lenient;
    private final Journal journal;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moment = lock.newCondition();
    private final Agenda agenda = new Agenda();
    /** What is drawn and scheduled outside of calls and changes. */
    private final Strand idle;

    private Strand strand;
    private Instant present;
    private Instant start;
    private boolean replaying;

    /** A strict world whose callers live in the same time. */
    public World(Timeline timeline, long seed, Durations durations) {
        this(timeline, seed, durations, timeline::now, false);
    }

    /**
     * @param callersTime the time that callers sign with: another than the timeline's where that runs faster than theirs
     * @param lenient see {@link #isLenient}
     */
    public World(Timeline timeline, long seed, Durations durations, InstantSource callersTime, boolean lenient) {
        this.timeline = timeline;
        this.callersTime = callersTime;
        this.lenient = lenient;
        this.seed = seed;
        this.idle = Strand.ofEffect(seed, 0);
        this.strand = idle;
        this.ids = new Ids(() -> strand.random());
        this.durations = durations;
        this.start = timeline.now();
        this.present = start;
        this.journal = new Journal(this, seed);
        durations.belongTo(journal, () -> lock.isHeldByCurrentThread() ? strand : idle);
        this.quotas = new Quotas(journal);
    }

    public Timeline timeline() {
        return timeline;
    }

    /** The present moment; with the lock held always the same. */
    public Instant now() {
        return lock.isHeldByCurrentThread() ? present : timeline.now();
    }

    /** When this world began. */
    public Instant start() {
        return start;
    }

    /** What ids are drawn from. */
    public long seed() {
        return seed;
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

    /** How much of each thing an account may have. */
    public Quotas quotas() {
        return quotas;
    }

    /** What was done to this world from outside. */
    public Journal journal() {
        return journal;
    }

    /**
     * Whether references that a service cannot resolve are taken as they are, and lifecycles end at once: for suites that
     * were written for other fakes. What a request itself must look like is checked all the same.
     */
    public boolean isLenient() {
        return lenient;
    }

    /**
     * Runs the next change of a resource's lifecycle when it has taken its time, with the lock held. In a lenient world it
     * runs before this method returns: so let a handler put its new state in place before it calls this, and read the state
     * that it answers with after.
     */
    public void lifecycle(Duration delay, Runnable change) {
        if (lenient) {
            change.run();
        } else {
            after(delay, change);
        }
    }

    /**
     * Runs the next change of a thing that has a name when it has taken its time: as {@link #lifecycle(Duration, Runnable)}, but
     * how long it takes, and how long all takes that follows from the change, depends on the seed and the names alone. So the same
     * thing takes the same time whatever was done before it, and in whichever order.
     */
    public void lifecycle(Durations.Of what, String thing, Runnable change) {
        lifecycle(what, thing, durations.of(what, thing), change);
    }

    /** The same for a part of the time that it takes. */
    public void lifecycle(Durations.Of what, String thing, Duration delay, Runnable change) {
        if (lenient) {
            change.run();
        } else {
            after(delay, strand.child().paced(what + " " + thing), change);
        }
    }

    /** Runs the change after the delay, with the lock held. */
    public Timeline.Scheduled after(Duration delay, Runnable change) {
        return locked(() -> after(delay, strand.child(), change));
    }

    private Timeline.Scheduled after(Duration delay, Strand own, Runnable change) {
        return locked(() -> {
            Instant at = delay.isNegative() ? present : present.plus(delay);
            Agenda.Entry entry = agenda.add(at, own, change);
            if (!replaying) {
                setAlarm(entry);
            }
            return () -> locked(() -> {
                agenda.remove(entry);
                return true;
            });
        });
    }

    /**
     * Waits within a handler, until something is so or the time is over: virtual time passes, and runs what falls due in it;
     * in real time the lock is free meanwhile, so that other calls get in. Ends early where another thread drives the virtual
     * time. Only for handlers that have had no effect yet, and bear that the state changes under them.
     */
    public void waitFor(Duration most, BooleanSupplier enough) {
        // a call is done again at the moment when it ended, after all waiting
        Instant end = replaying ? present : present.plus(most);
        boolean passes = true;
        while (passes && !enough.getAsBoolean() && present.isBefore(end)) {
            strand = idle;
            passes = passMoment(end);
            passTo(timeline.now());
            strand = journal.nextStrand();
        }
    }

    private boolean passMoment(Instant end) {
        if (timeline instanceof VirtualTimeline virtual) {
            Duration left = Duration.between(present, end);
            return virtual.tryAdvance(left.compareTo(VIRTUAL_MOMENT) < 0 ? left : VIRTUAL_MOMENT);
        }
        try {
            // how long the condition has been waited for does not matter: the loop looks at the time
            moment.await(REAL_MOMENT.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Runs the action with the lock held. The lock is reentrant. */
    public <T> T locked(Supplier<T> action) {
        lock.lock();
        try {
            if (lock.getHoldCount() == 1) {
                passTo(timeline.now());
            }
            return action.get();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Begins in the past and gets to the present by doing again what was done in another world, each at its moment.
     *
     * @param beginning when the other world began
     * @param build what to build before, at the beginning
     * @param deeds what was done, as {@link Journal#written()} gave it
     * @throws IllegalArgumentException if something cannot be done again; names it
     */
    public <T> T replay(Instant beginning, Supplier<T> build, List<ObjectNode> deeds) {
        lock.lock();
        try {
            replaying = true;
            start = beginning;
            present = beginning;
            T built = build.get();
            journal.repeat(deeds);
            passTo(timeline.now());
            replaying = false;
            agenda.forEach(this::setAlarm);
            return built;
        } finally {
            lock.unlock();
        }
    }

    /** Lets time pass: runs what falls due, each at its moment. Never goes back. */
    void passTo(Instant moment) {
        Agenda.Entry due = agenda.takeDue(moment);
        while (due != null) {
            if (due.at.isAfter(present)) {
                present = due.at;
            }
            strand = due.strand;
            try {
                due.change.run();
            } finally {
                strand = idle;
            }
            due = agenda.takeDue(moment);
        }
        if (moment.isAfter(present)) {
            present = moment;
        }
    }

    /** Forgets what is scheduled and what was done. */
    void reset() {
        agenda.clear();
        journal.reset();
    }

    /** Whether neither a call nor a change is going on. */
    boolean isIdle() {
        return strand == idle;
    }

    Strand strand() {
        return strand;
    }

    void strand(Strand current) {
        strand = current;
    }

    private void setAlarm(Agenda.Entry entry) {
        Timeline.Scheduled alarm =
                timeline.schedule(Duration.between(timeline.now(), entry.at), () -> locked(() -> true));
        entry.silence = alarm::cancel;
    }
}
