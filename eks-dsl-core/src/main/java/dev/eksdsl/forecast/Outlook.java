package dev.eksdsl.forecast;

import java.time.Instant;

/**
 * What is expected of something that is under way. A value.
 *
 * @param at when this was so
 * @param left how long it takes yet; zero when nothing is left to wait for
 * @param delayed whether the late end is later than it was expected to be before, for something takes longer than it does nine
 *     times of ten
 */
public record Outlook(Instant at, Range left, boolean delayed) {

    /** When it ends in one of ten cases already. */
    public Instant earliest() {
        return at.plus(left.low());
    }

    /** When it has ended in nine of ten cases. */
    public Instant latest() {
        return at.plus(left.high());
    }
}
