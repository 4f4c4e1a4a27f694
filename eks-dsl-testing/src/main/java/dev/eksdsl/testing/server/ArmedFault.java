package dev.eksdsl.testing.server;

import java.util.function.Predicate;

/** A complete rule: which calls, how many of them, and what happens. Not thread-safe. */
final class ArmedFault {

    /** In place of a number of calls: all of them. */
    static final int ALWAYS = -1;

    private final Predicate<Call> condition;
    private final Fault fault;
    private int left;

    ArmedFault(Predicate<Call> condition, int times, Fault fault) {
        this.condition = condition;
        this.left = times;
        this.fault = fault;
    }

    boolean fits(Call call) {
        return condition.test(call);
    }

    Fault use() {
        if (left != ALWAYS) {
            left--;
        }
        return fault;
    }

    boolean isUsedUp() {
        return left == 0;
    }

    boolean isCounted() {
        return left != ALWAYS;
    }
}
