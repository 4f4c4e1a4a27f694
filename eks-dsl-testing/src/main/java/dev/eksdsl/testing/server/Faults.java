package dev.eksdsl.testing.server;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

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

    /** The socket timeout that the SDK's HTTP clients have unless they are told another. */
    private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(30);

    private final List<ArmedFault> rules = new ArrayList<>();
    private final InstantSource time;
    private Duration hangTime = SOCKET_TIMEOUT;

    /** @param time the fake's */
    Faults(InstantSource time) {
        this.time = time;
    }

    /** Calls of these operations, such as {@code CreateCluster}. */
    public FaultRule on(String... operations) {
        return onAnyCall().on(operations);
    }

    /** Calls of a service, by its signing name, such as {@code ec2}. */
    public FaultRule onService(String signingName) {
        return onAnyCall().onService(signingName);
    }

    /** Calls that name a resource; see {@link FaultRule#onResource}. */
    public FaultRule onResource(String resource) {
        return onAnyCall().onResource(resource);
    }

    /** Every call, unless the rule is narrowed. */
    public FaultRule onAnyCall() {
        return new FaultRule(this);
    }

    /** The n-th call from now on, of whatever operation; the next is 1. */
    public FaultRule onCall(int n) {
        return nth(n, "call", call -> true);
    }

    /** The n-th call from now on that is not a read; the next is 1. */
    public FaultRule onWrite(int n) {
        return nth(n, "write", call -> !call.isRead());
    }

    /** Calls that match. The condition is asked once for each call, in order, until the rule is used up. */
    public FaultRule when(Predicate<Call> condition) {
        return onAnyCall().and(condition);
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

    /**
     * Whether no rule is left that may still apply. Rules for {@link FaultRule#always} without an end do not count; one whose
     * time is over, in the fake's time, is used up.
     */
    public boolean isUsedUp() {
        synchronized (rules) {
            Instant now = time.instant();
            return rules.stream().noneMatch(rule -> rule.ends() && !rule.isUsedUp(now));
        }
    }

    /** How long a call hangs that hangs: 30 seconds unless set, as long as the SDK's HTTP clients wait for an answer. */
    public Duration hangTime() {
        synchronized (rules) {
            return hangTime;
        }
    }

    /** Sets how long calls hang. */
    public Faults hangTime(Duration duration) {
        synchronized (rules) {
            hangTime = duration;
            return this;
        }
    }

    /** The rules that are left, oldest first. */
    @Override
    public String toString() {
        synchronized (rules) {
            return rules.toString();
        }
    }

    Instant now() {
        return time.instant();
    }

    void add(ArmedFault rule) {
        synchronized (rules) {
            rules.add(rule);
        }
    }

    /** What goes wrong with this call. Every rule sees the call, so that each can count. */
    Verdict next(Call call) {
        synchronized (rules) {
            if (rules.isEmpty()) {
                return Verdict.NOTHING;
            }
            Fault fault = null;
            Duration delay = Duration.ZERO;
            for (ArmedFault rule : rules) {
                if (rule.fits(call)) {
                    if (rule.fault() instanceof Fault.Delay) {
                        delay = delay.plus(((Fault.Delay) rule.use()).duration());
                    } else if (fault == null) {
                        fault = rule.use();
                    }
                }
            }
            rules.removeIf(rule -> rule.isUsedUp(call.at()));
            return new Verdict(fault, delay);
        }
    }

    private FaultRule nth(int n, String what, Predicate<Call> counted) {
        AtomicLong seen = new AtomicLong();
        return onAnyCall()
                .and("on %s %d".formatted(what, n), call -> counted.test(call) && seen.incrementAndGet() == n);
    }

    /** What goes wrong with one call: perhaps a fault, and how late its answer is. */
    record Verdict(@Nullable Fault fault, Duration delay) {
        static final Verdict NOTHING = new Verdict(null, Duration.ZERO);
    }
}
