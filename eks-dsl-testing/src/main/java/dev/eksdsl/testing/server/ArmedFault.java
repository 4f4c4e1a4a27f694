package dev.eksdsl.testing.server;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A complete rule: which calls, how many of them, and what happens. Not thread-safe. */
final class ArmedFault {

    /** In place of a number of calls: all of them. */
    static final int ALWAYS = -1;

    /** When and how often a rule applies to calls that meet its conditions; {@code end} is null for no end. */
    record Scope(int times, Instant begin, @Nullable Instant end, double probability, long seed) {}

    private final List<Condition> conditions;
    private final Scope scope;
    private final Random random;
    private final Fault fault;
    private int left;

    ArmedFault(List<Condition> conditions, Scope scope, Fault fault) {
        this.conditions = List.copyOf(conditions);
        this.scope = scope;
        this.random = new Random(scope.seed);
        this.left = scope.times;
        this.fault = fault;
    }

    /** Asked once for each call, in order: conditions may count, and each call that meets them all draws a number. */
    boolean fits(Call call) {
        return conditions.stream().allMatch(condition -> condition.test().test(call))
                && !call.at().isBefore(scope.begin)
                && !isOver(call.at())
                && (scope.probability >= 1 || random.nextDouble() < scope.probability);
    }

    Fault use() {
        if (left != ALWAYS) {
            left--;
        }
        return fault;
    }

    Fault fault() {
        return fault;
    }

    boolean isUsedUp(Instant now) {
        return left == 0 || isOver(now);
    }

    /** Whether it ends at some time without being told to. */
    boolean ends() {
        return left != ALWAYS || scope.end != null;
    }

    private boolean isOver(Instant now) {
        return scope.end != null && !now.isBefore(scope.end);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(fault.toString());
        conditions.forEach(condition -> text.append(", ").append(condition.text()));
        if (scope.probability < 1) {
            text.append(", with probability ").append(scope.probability);
        }
        text.append(", from ").append(scope.begin);
        if (scope.end != null) {
            text.append(" until ").append(scope.end);
        }
        return text.append(left == ALWAYS ? ", always" : ", %d of %d times left".formatted(left, scope.times))
                .toString();
    }

    /** A condition and its wording. */
    record Condition(String text, Predicate<Call> test) {}
}
