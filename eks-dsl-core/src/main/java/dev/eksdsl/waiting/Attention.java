package dev.eksdsl.waiting;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

/** How long a wait may be left alone, whatever is known of how long it takes: see {@link Pace}. */
public enum Attention {

    /** As long as it likes. */
    USUAL {
        @Override
        public Duration longest(Duration elapsed) {
            return ChronoUnit.FOREVER.getDuration();
        }
    },

    /** Half a second at first, then three times what it has lasted: this may be no AWS but an emulator of it. */
    CLOSE {
        @Override
        public Duration longest(Duration elapsed) {
            return elapsed.multipliedBy(3).plusMillis(500);
        }
    },

    /** A tenth of a second at first, then a third of what it has lasted: it is an emulator, and a look costs next to nothing. */
    CLOSEST {
        @Override
        public Duration longest(Duration elapsed) {
            return elapsed.dividedBy(3).plusMillis(100);
        }
    };

    /**
     * For how long it is left alone at most.
     *
     * @param elapsed since AWS began
     */
    public abstract Duration longest(Duration elapsed);
}
