package dev.eksdsl.testing.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/**
 * What shall go wrong. A rule says which calls and what:
 *
 * <pre>{@code
 * aws.faults().on("CreateNodegroup").times(2).throttle();
 * aws.faults().onWrite(3).dropAfter();
 * aws.faults().crashAfter("CreateCluster");
 * }</pre>
 *
 * <p>A rule applies to the next call that fits, once unless {@link FaultRule#times} or {@link FaultRule#always} says
 * otherwise; of several that fit, the oldest applies. Thread-safe.
 */
public final class Faults {

    private final List<ArmedFault> rules = new ArrayList<>();

    Faults() {}

    /** Calls of an operation, such as {@code CreateCluster}. */
    public FaultRule on(String operation) {
        return when(call -> call.operation().equals(operation));
    }

    /** The n-th call from now on, of whatever operation; the next is 1. */
    public FaultRule onCall(int n) {
        return nth(n, call -> true);
    }

    /** The n-th call from now on that is not a read; the next is 1. */
    public FaultRule onWrite(int n) {
        return nth(n, call -> !call.isRead());
    }

    /** Calls that match. The condition is asked once for each call, in order, until the rule is used up. */
    public FaultRule when(Predicate<Call> condition) {
        return new FaultRule(this, condition);
    }

    /** The process dies when it makes the next call of this operation, before AWS sees it. */
    public void crashBefore(String operation) {
        on(operation).crashBefore();
    }

    /** The process dies after the next call of this operation has had its effect, before it sees the answer. */
    public void crashAfter(String operation) {
        on(operation).crashAfter();
    }

    /** The process dies after its n-th call from now on. */
    public void crashAfterCall(int n) {
        onCall(n).crashAfter();
    }

    /** The process dies after its n-th writing call from now on. */
    public void crashAfterWrite(int n) {
        onWrite(n).crashAfter();
    }

    /** Forgets all rules. */
    public void clear() {
        synchronized (rules) {
            rules.clear();
        }
    }

    /** Whether no rule is left that may still apply; rules for {@link FaultRule#always} do not count. */
    public boolean isUsedUp() {
        synchronized (rules) {
            return rules.stream().noneMatch(ArmedFault::isCounted);
        }
    }

    void add(ArmedFault rule) {
        synchronized (rules) {
            rules.add(rule);
        }
    }

    /** The fault for this call. Every rule sees the call, so that each can count. */
    Optional<Fault> next(Call call) {
        synchronized (rules) {
            Optional<ArmedFault> applies = Optional.empty();
            for (ArmedFault rule : rules) {
                if (rule.fits(call) && applies.isEmpty()) {
                    applies = Optional.of(rule);
                }
            }
            Optional<Fault> fault = applies.map(ArmedFault::use);
            rules.removeIf(ArmedFault::isUsedUp);
            return fault;
        }
    }

    private FaultRule nth(int n, Predicate<Call> counted) {
        AtomicLong seen = new AtomicLong();
        return when(call -> counted.test(call) && seen.incrementAndGet() == n);
    }
}
