package dev.eksdsl.testing.server;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which calls a fault hits, when and how often. It counts, and its time begins, at the moment when one of the methods that
 * say what goes wrong is called. All that narrows it can be combined:
 *
 * <pre>{@code
 * aws.faults().onService("ec2").withProbability(0.1, 7).during(Duration.ofMinutes(10)).throttle();
 * aws.faults().on("UpdateNodegroupConfig").onResource("workers").after(Duration.ofHours(1)).serverErrorAfter();
 * }</pre>
 *
 * <p>It hits once; but every time, as long as it lasts, if it has a probability or an end and {@link #times} is not said. Not
 * thread-safe.
 */
public final class FaultRule {

    private final Faults faults;
    private final List<ArmedFault.Condition> conditions = new ArrayList<>();
    private @Nullable Integer times;
    private Duration delay = Duration.ZERO;
    private @Nullable Duration length;
    private @Nullable Instant end;
    private double probability = 1;
    private long seed;

    FaultRule(Faults faults) {
        this.faults = faults;
    }

    /** Only such calls of these. */
    public FaultRule and(Predicate<Call> further) {
        return and("if a condition is met", further);
    }

    /** Only these operations, such as {@code CreateCluster}. */
    public FaultRule on(String... operations) {
        List<String> names = List.of(operations);
        return and("on " + String.join(" or ", names), call -> names.contains(call.operation()));
    }

    /** Only calls of a service, by its signing name, such as {@code ec2}. */
    public FaultRule onService(String signingName) {
        return and("of service " + signingName, call -> call.service().equals(signingName));
    }

    /** Only calls that name a resource: as a name, an id or an ARN that is this, or ends with it. */
    public FaultRule onResource(String resource) {
        return and("on resource " + resource, call -> NamedResources.areIn(call.request(), resource));
    }

    /** Only calls of an identity, by its ARN, or of an account, by its twelve digits. */
    public FaultRule byCaller(String arnOrAccount) {
        return and(
                "by " + arnOrAccount,
                call -> arnOrAccount.equals(call.caller().arn())
                        || arnOrAccount.equals(call.caller().accountId()));
    }

    /**
     * Only some of these calls, at random.
     *
     * @param share of the calls, from 0 to 1
     * @param randomSeed the same seed and the same calls are hit the same way again
     */
    public FaultRule withProbability(double share, long randomSeed) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("a probability is from 0 to 1, not " + share);
        }
        probability = share;
        seed = randomSeed;
        return this;
    }

    /** Only when so much of the fake's time has passed. */
    public FaultRule after(Duration duration) {
        delay = duration;
        return this;
    }

    /** Only for so much of the fake's time; it begins now, or when {@link #after} says. */
    public FaultRule during(Duration duration) {
        length = duration;
        return this;
    }

    /** Only before that moment of the fake's time. */
    public FaultRule until(Instant moment) {
        end = moment;
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
        arm(new Fault.Answer("throttle", false, ServiceErrors::throttled));
    }

    /** Status 500, and no effect. */
    public void serverErrorBefore() {
        arm(new Fault.Answer("server error before the effect", false, ServiceErrors::internal));
    }

    /** Status 500, though the call has had its effect. */
    public void serverErrorAfter() {
        arm(new Fault.Answer("server error after the effect", true, ServiceErrors::internal));
    }

    /** Access denied, in the words of the service. No effect. */
    public void deny() {
        arm(new Fault.Answer("access denied", false, ServiceErrors::denied));
    }

    /** Any other error, and no effect. */
    public void fail(int status, String code, String message) {
        arm(new Fault.Answer(code, false, call -> new AwsFault(status, code, message)));
    }

    /** The connection breaks before the call has had an effect. */
    public void dropBefore() {
        arm(new Fault.Drop(false));
    }

    /** The connection breaks after the call has had its effect: the client cannot know. */
    public void dropAfter() {
        arm(new Fault.Drop(true));
    }

    /**
     * No answer comes, and the call has no effect. In memory {@link Faults#hangTime()} passes in the fake's time, and the client
     * sees a read that timed out. Over HTTP the connection stays open so long in real time, and then breaks, unless the client
     * leaves before.
     */
    public void hangBefore() {
        arm(new Fault.Hang(false));
    }

    /** As {@link #hangBefore()}, but the call has its effect at once. */
    public void hangAfter() {
        arm(new Fault.Hang(true));
    }

    /**
     * The call has its effect at once, and the usual answer comes late: after so much of the fake's time in memory, and of real
     * time over HTTP. Delays add up, and go together with one other fault.
     */
    public void delay(Duration duration) {
        arm(new Fault.Delay(duration));
    }

    /** {@link SimulatedCrash} leaves the client, and the call has no effect. */
    public void crashBefore() {
        arm(new Fault.Crash(false));
    }

    /** {@link SimulatedCrash} leaves the client after the call has had its effect. */
    public void crashAfter() {
        arm(new Fault.Crash(true));
    }

    FaultRule and(String text, Predicate<Call> further) {
        conditions.add(new ArmedFault.Condition(text, further));
        return this;
    }

    private void arm(Fault fault) {
        Instant begin = faults.now().plus(delay);
        Instant last = end;
        if (length != null && (last == null || begin.plus(length).isBefore(last))) {
            last = begin.plus(length);
        }
        boolean lasts = last != null || probability < 1;
        int count = times != null ? times : lasts ? ArmedFault.ALWAYS : 1;
        faults.add(new ArmedFault(conditions, new ArmedFault.Scope(count, begin, last, probability, seed), fault));
    }
}
