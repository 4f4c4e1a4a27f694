package dev.eksdsl.reliability.matrix;

import dev.eksdsl.testing.server.FaultRule;
import java.util.Arrays;
import java.util.Locale;

/** What goes wrong at a call. */
enum Harm {
    /** Too many requests; no effect. */
    THROTTLE,
    /** Status 500; no effect. */
    ERROR_BEFORE,
    /** Status 500, though the call has had its effect. */
    ERROR_AFTER,
    /** The connection breaks; no effect. */
    DROP_BEFORE,
    /** The connection breaks after the effect. */
    DROP_AFTER,
    /** The call has its effect, but no answer comes, until the client gives up. */
    HANG,
    /** The process dies; no effect. */
    KILL_BEFORE,
    /** The process dies after the effect. */
    KILL_AFTER,
    /** Another process begins with the same wish. */
    SECOND;

    /** Whether the process that makes the call dies of it. */
    boolean kills() {
        return this == KILL_BEFORE || this == KILL_AFTER;
    }

    /** Whether a call that only reads shows it: before or after an effect is the same where there is none. */
    boolean concernsReads() {
        return switch (this) {
            case ERROR_AFTER, DROP_AFTER, KILL_AFTER -> false;
            default -> true;
        };
    }

    /**
     * Arms a rule with it.
     *
     * @param call the rule, which fits the one call
     */
    void arm(FaultRule call) {
        switch (this) {
            case THROTTLE -> call.throttle();
            case ERROR_BEFORE -> call.serverErrorBefore();
            case ERROR_AFTER -> call.serverErrorAfter();
            case DROP_BEFORE -> call.dropBefore();
            case DROP_AFTER -> call.dropAfter();
            case HANG -> call.hangAfter();
            case KILL_BEFORE -> call.crashBefore();
            case KILL_AFTER -> call.crashAfter();
            case SECOND -> throw new IllegalArgumentException("a second process is no fault of the call");
        }
    }

    /** As it is written in a point, such as {@code drop-after}. */
    String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Harm of(String text) {
        return Arrays.stream(values())
                .filter(harm -> harm.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("nothing goes wrong that is called " + text));
    }
}
