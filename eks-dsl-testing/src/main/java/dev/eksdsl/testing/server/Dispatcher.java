package dev.eksdsl.testing.server;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.SdkPojo;

/** Takes one typed call through faults, validation and its handler, and records it. */
final class Dispatcher {

    private static final Logger LOG = LoggerFactory.getLogger(FakeServer.class);

    private final World world;
    private final Faults faults;
    private final Calls calls;
    private final Validation validation = new Validation();
    private long numbers;

    Dispatcher(World world, Faults faults, Calls calls) {
        this.world = world;
        this.faults = faults;
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

    private void end(Call call, Call.Outcome outcome, @Nullable String error) {
        calls.add(call.ended(outcome, error));
    }

    private SdkPojo answer(Call call, Handler<Object, Object> handler) {
        Optional<Fault> fault = faults.next(call);
        if (fault.isEmpty()) {
            return effect(call, handler);
        }
        if (fault.get().afterEffect()) {
            effectOnly(call, handler);
        }
        throw failure(fault.get(), call);
    }

    private void effectOnly(Call call, Handler<Object, Object> handler) {
        try {
            effect(call, handler);
        } catch (AwsFault unheard) {
            LOG.debug("{} was refused ({}), but a fault keeps that from the client", call.operation(), unheard.code());
        }
    }

    private SdkPojo effect(Call call, Handler<Object, Object> handler) {
        validation.check(call.service(), call.request());
        try {
            return (SdkPojo) handler.handle(call.request(), call.caller());
        } catch (AwsFault fault) {
            throw fault;
        } catch (RuntimeException bug) {
            LOG.error("the fake's handler for {} of {} failed", call.operation(), call.service(), bug);
            throw ServiceErrors.internal(
                    call.service(), "The fake's handler for %s failed: %s".formatted(call.operation(), bug));
        }
    }

    private static RuntimeException failure(Fault fault, Call call) {
        String what = "%s call %d, %s".formatted(call.service(), call.number(), call.operation());
        if (fault instanceof Fault.Answer answer) {
            return answer.error().apply(call);
        }
        if (fault instanceof Fault.Crash) {
            throw new SimulatedCrash("the process was told to die at " + what);
        }
        return new ConnectionLost("the connection was told to break at " + what);
    }
}
