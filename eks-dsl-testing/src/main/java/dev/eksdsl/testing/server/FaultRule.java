package dev.eksdsl.testing.server;

import java.util.function.Predicate;

/**
 * Which calls a fault hits, and how often (once by default). It counts from the moment when one of the methods that say
 * what goes wrong is called.
 */
public final class FaultRule {

    private final Faults faults;
    private Predicate<Call> condition;
    private int times = 1;

    FaultRule(Faults faults, Predicate<Call> condition) {
        this.faults = faults;
        this.condition = condition;
    }

    /** Only such calls of these. */
    public FaultRule and(Predicate<Call> further) {
        condition = condition.and(further);
        return this;
    }

    /** How many calls are hit. */
    public FaultRule times(int count) {
        times = count;
        return this;
    }

    /** Every call is hit, until {@link Faults#clear()}. */
    public FaultRule always() {
        times = ArmedFault.ALWAYS;
        return this;
    }

    /** Too many requests, with the code and status of the service. No effect. The SDK retries these. */
    public void throttle() {
        arm(new Fault.Answer(false, ServiceErrors::throttled));
    }

    /** Status 500, and no effect. */
    public void serverErrorBefore() {
        arm(new Fault.Answer(false, ServiceErrors::internal));
    }

    /** Status 500, though the call has had its effect. */
    public void serverErrorAfter() {
        arm(new Fault.Answer(true, ServiceErrors::internal));
    }

    /** Access denied, in the words of the service. No effect. */
    public void deny() {
        arm(new Fault.Answer(false, ServiceErrors::denied));
    }

    /** Any other error, and no effect. */
    public void fail(int status, String code, String message) {
        arm(new Fault.Answer(false, call -> new AwsFault(status, code, message)));
    }

    /** The connection breaks before the call has had an effect. */
    public void dropBefore() {
        arm(new Fault.Drop(false));
    }

    /** The connection breaks after the call has had its effect: the client cannot know. */
    public void dropAfter() {
        arm(new Fault.Drop(true));
    }

    /** {@link SimulatedCrash} leaves the client, and the call has no effect. */
    public void crashBefore() {
        arm(new Fault.Crash(false));
    }

    /** {@link SimulatedCrash} leaves the client after the call has had its effect. */
    public void crashAfter() {
        arm(new Fault.Crash(true));
    }

    private void arm(Fault fault) {
        faults.add(new ArmedFault(condition, times, fault));
    }
}
