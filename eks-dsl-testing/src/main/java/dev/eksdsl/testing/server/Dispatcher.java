package dev.eksdsl.testing.server;

import dev.eksdsl.testing.throttle.RateLimits;
import dev.eksdsl.testing.throttle.RatedCall;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.SdkPojo;

/** Takes one typed call through faults, validation and its handler, and records it. */
final class Dispatcher {

    private static final Logger LOG = LoggerFactory.getLogger(FakeServer.class);

    private final World world;
    private final Faults faults;
    private final RateLimits rateLimits;
    private final Authorizer authorizer;
    private final Calls calls;
    private final Consumer<Caller> beforeChange;
    private final Validation validation = new Validation();
    private long numbers;
    private Duration delay = Duration.ZERO;

    /** @param beforeChange hears of each call that may change something, before it does */
    Dispatcher(
            World world,
            Faults faults,
            RateLimits rateLimits,
            Authorizer authorizer,
            Calls calls,
            Consumer<Caller> beforeChange) {
        this.beforeChange = beforeChange;
        this.world = world;
        this.faults = faults;
        this.rateLimits = rateLimits;
        this.authorizer = authorizer;
        this.calls = calls;
    }

    /** With the world's lock held. */
    SdkPojo call(String service, String operation, SdkPojo request, Caller caller, Handler<Object, Object> handler) {
        Call call = new Call(++numbers, service, operation, request, caller, world.now(), Call.Outcome.PENDING, null);
        try {
            SdkPojo response = answer(call, handler);
            end(call, Call.Outcome.ANSWERED, null);
            return response;
        } catch (AwsFault fault) {
            end(call, Call.Outcome.REFUSED, fault.code());
            throw fault;
        } catch (ConnectionLost lost) {
            end(call, Call.Outcome.DROPPED, null);
            throw lost;
        } catch (SimulatedCrash crash) {
            end(call, Call.Outcome.CRASHED, null);
            throw crash;
        }
    }

    /** A call that was answered in another world; the calls of this one take no note of it. */
    void repeat(String service, String operation, SdkPojo request, Caller caller, Handler<Object, Object> handler) {
        Call call = new Call(0, service, operation, request, caller, world.now(), Call.Outcome.PENDING, null);
        try {
            handle(call, handler);
        } catch (AwsFault refused) {
            // it was refused then, too, but left something behind; if it was not, the journal finds that nothing
            // happened
            LOG.debug("{} was refused again: {}", operation, refused.code());
        }
    }

    private void end(Call call, Call.Outcome outcome, @Nullable String error) {
        calls.add(call.ended(outcome, error));
    }

    private SdkPojo answer(Call call, Handler<Object, Object> handler) {
        Faults.Verdict verdict = faults.next(call);
        delay = verdict.delay();
        Fault fault = verdict.fault();
        if (fault == null) {
            return effect(call, handler);
        }
        if (fault.afterEffect()) {
            effectOnly(call, handler);
        }
        throw failure(fault, call);
    }

    /** How late the answer to the latest call is, once. With the world's lock held. */
    Duration takeDelay() {
        Duration taken = delay;
        delay = Duration.ZERO;
        return taken;
    }

    private void effectOnly(Call call, Handler<Object, Object> handler) {
        try {
            effect(call, handler);
        } catch (AwsFault unheard) {
            LOG.debug("{} was refused ({}), but a fault keeps that from the client", call.operation(), unheard.code());
        }
    }

    private SdkPojo effect(Call call, Handler<Object, Object> handler) {
        if (!rateLimits.allow(rated(call))) {
            throw ServiceErrors.throttled(call);
        }
        authorizer.check(call.service(), call.operation(), call.request(), call.caller());
        validation.check(call.service(), call.request());
        return handle(call, handler);
    }

    /** Lets the handler act, and the journal take note of it. */
    SdkPojo handle(Call call, Handler<Object, Object> handler) {
        if (!call.isRead()) {
            beforeChange.accept(call.caller());
        }
        try (Journal.Attempt attempt = world.journal().begin(new CallDeed(call))) {
            SdkPojo response = (SdkPojo) handler.handle(call.request(), call.caller());
            if (!call.isRead()) {
                attempt.succeeded();
            }
            return response;
        } catch (AwsFault fault) {
            throw fault;
        } catch (RuntimeException bug) {
            LOG.error("the fake's handler for {} of {} failed", call.operation(), call.service(), bug);
            throw ServiceErrors.internal(
                    call.service(), "The fake's handler for %s failed: %s".formatted(call.operation(), bug));
        }
    }

    private static RatedCall rated(Call call) {
        return new RatedCall(
                call.service(),
                call.operation(),
                call.request(),
                call.isRead(),
                call.caller().accountId(),
                call.caller().region(),
                call.at());
    }

    private RuntimeException failure(Fault fault, Call call) {
        String what = "%s call %d, %s".formatted(call.service(), call.number(), call.operation());
        if (fault instanceof Fault.Answer answer) {
            return answer.error().apply(call);
        }
        if (fault instanceof Fault.Crash) {
            throw new SimulatedCrash("the process was told to die at " + what);
        }
        return fault instanceof Fault.Hang
                ? new ConnectionLost("no answer came, as was told, to " + what, delay.plus(faults.hangTime()), true)
                : new ConnectionLost("the connection was told to break at " + what, delay, false);
    }
}
