package dev.eksdsl.waiting;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether AWS takes its usual time, or is an emulator of it that is many times faster: that decides whether waits are watched
 * closely from their beginning. Until it is known one wait is watched closely for all. Thread-safe.
 */
public final class Pace {

    /** What goes on after this part of its usual time is done by AWS itself, or by something about as slow. */
    private static final int PART = 10;

    /** What usually takes less tells nothing: the call alone may take as long. */
    private static final Duration LEAST_TELLING = Duration.ofSeconds(30);

    private boolean usual;
    private boolean fast;
    private @Nullable Object scout;

    /** From when on another wait takes the place of the one that is watched, if nothing has been heard of it. */
    private Instant relieved = Instant.MIN;

    /**
     * How closely a wait is to be watched until the next look at it.
     *
     * @param wait the wait; the same object each time
     * @param elapsed since it began
     * @param expected how long it usually takes
     */
    public synchronized Attention attention(Object wait, Instant now, Duration elapsed, Duration expected) {
        usual |= isTelling(expected) && !isFast(elapsed, expected);
        if (fast) {
            return isFast(elapsed, expected) ? Attention.CLOSEST : Attention.CLOSE;
        }
        if (usual) {
            return Attention.USUAL;
        }
        if (scout == null || scout == wait || !now.isBefore(relieved)) {
            scout = wait;
            relieved = now.plus(Attention.CLOSE.longest(elapsed));
        }
        return scout == wait ? Attention.CLOSE : Attention.USUAL;
    }

    /** A wait has ended well. */
    public synchronized void ended(Object wait, Duration elapsed, Duration expected) {
        fast |= isTelling(expected) && isFast(elapsed, expected);
        if (scout == wait) {
            scout = null;
        }
    }

    private static boolean isTelling(Duration expected) {
        return expected.compareTo(LEAST_TELLING) >= 0;
    }

    private static boolean isFast(Duration elapsed, Duration expected) {
        return elapsed.multipliedBy(PART).compareTo(expected) < 0;
    }
}
