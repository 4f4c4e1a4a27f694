package dev.eksdsl.waiting;

import java.time.Duration;

/**
 * A step that waits for AWS, at the moment after a look.
 *
 * @param kind the kind of its resource, such as {@code nodegroup}
 * @param action what is done with it, in lower case: {@code create}, {@code update}, {@code delete}; a replacement deletes, then
 *     creates
 * @param elapsed since AWS began with it
 * @param looks how many looks have been made
 * @param expected how long it usually takes
 * @param slack how much later than expected it may end, as far as is known, without the whole plan ending later; zero on the
 *     critical path
 * @param attention how long it may be left alone, however long it usually takes
 * @param prior how long it takes, as far as is known from measurements and from what has ended before
 */
public record Wait(
        String kind,
        String action,
        Duration elapsed,
        int looks,
        Duration expected,
        Duration slack,
        Attention attention,
        Prior prior) {}
