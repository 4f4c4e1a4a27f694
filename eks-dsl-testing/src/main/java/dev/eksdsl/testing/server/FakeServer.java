package dev.eksdsl.testing.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.throttle.RateLimits;
import dev.eksdsl.testing.wire.MalformedRequestException;
import dev.eksdsl.testing.wire.Operation;
import dev.eksdsl.testing.wire.Protocol;
import dev.eksdsl.testing.wire.ResponseEncoder;
import dev.eksdsl.testing.wire.ServiceCodec;
import dev.eksdsl.testing.wire.TypedJson;
import dev.eksdsl.testing.wire.WireRequest;
import dev.eksdsl.testing.wire.WireResponse;
import dev.eksdsl.time.Timeline;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.SdkPojo;

/**
 * The fake AWS without a transport: answers the requests of any AWS client. Doors bring it requests.
 *
 * <p>Which service is meant, by whom and in which region is told from the request's signature; that the signature is
 * right is not checked. Thread-safe: one call at a time is in a handler.
 */
public final class FakeServer {

    private static final Logger LOG = LoggerFactory.getLogger(FakeServer.class);

    private final World world;
    private final AccessKeys accessKeys;
    private final Faults faults;
    private final Calls calls = new Calls();
    private final RateLimits rateLimits;
    private final Map<String, ServiceEntry> services = new LinkedHashMap<>();
    private final Admission admission;
    private final Dispatcher dispatcher;
    // apart from the world's ids: how often a client polls must not change the ids of what it creates
    private final Ids requestIds = Ids.apart(0);

    /**
     * @param authorizer decides who may do what
     * @param services the services, each with a signing name of its own
     */
    public FakeServer(
            World world, AccessKeys accessKeys, Authorizer authorizer, Collection<? extends FakeService> services) {
        this.world = world;
        this.accessKeys = accessKeys;
        this.faults = new Faults(world::now);
        this.rateLimits = new RateLimits(world.journal());
        this.admission = new Admission(world, accessKeys);
        this.dispatcher = new Dispatcher(
                world,
                faults,
                rateLimits,
                authorizer,
                calls,
                caller -> services.forEach(service -> service.beforeChange(caller)));
        world.journal().player(CallDeed.KIND, this::repeat);
        world.journal().resetBy(this::reset);
        accessKeys.journal(world.journal());
        for (FakeService service : services) {
            if (this.services.put(service.signingName(), new ServiceEntry(service)) != null) {
                throw new IllegalArgumentException("two services have the signing name " + service.signingName());
            }
        }
    }

    /** The time that the fake lives in. */
    public Timeline timeline() {
        return world.timeline();
    }

    /** What shall go wrong. */
    public Faults faults() {
        return faults;
    }

    /** What has been called. */
    public Calls calls() {
        return calls;
    }

    /** How often may be called. */
    public RateLimits rateLimits() {
        return rateLimits;
    }

    /** Whose access keys are whose. */
    public AccessKeys accessKeys() {
        return accessKeys;
    }

    /** Forgets all state of all services, the faults, the calls, and the credentials that STS has issued. */
    public void reset() {
        world.locked(() -> {
            services.values().forEach(ServiceEntry::reset);
            faults.clear();
            rateLimits.refill();
            calls.clear();
            accessKeys.forgetIssued();
            world.reset();
            return true;
        });
    }

    /**
     * Answers a request; refusals are answers, too.
     *
     * @throws ConnectionLost if a fault breaks the connection
     * @throws SimulatedCrash if a fault lets the client's process die
     */
    public WireResponse handle(WireRequest request) {
        return world.locked(() -> {
            String requestId = requestIds.requestId();
            try {
                WireRequest unwrapped = request.unwrapped();
                return handle(service(unwrapped), unwrapped, requestId).late(dispatcher.takeDelay());
            } catch (AwsFault fault) {
                return anonymous(Protocol.guess(request), fault, requestId);
            } catch (MalformedRequestException e) {
                Protocol protocol = Protocol.guess(request);
                AwsFault fault = EarlyRefusals.malformed(protocol, String.valueOf(e.getMessage()));
                return anonymous(protocol, fault, requestId);
            }
        });
    }

    /** Makes a call once more that had an effect in another world: past faults and checks, which let it through then. */
    private void repeat(ObjectNode deed) {
        String service = deed.path("service").asText();
        ServiceEntry entry = services.get(service);
        if (entry == null) {
            throw new IllegalArgumentException("there is no service " + service);
        }
        Operation operation = entry.codec()
                .operation(deed.path("operation").asText())
                .orElseThrow(() -> new IllegalArgumentException("there is no such operation of " + service));
        Handler<Object, Object> handler = entry.handler(operation.request())
                .orElseThrow(() -> new IllegalArgumentException("there is no handler for it in " + service));
        try {
            dispatcher.repeat(service, operation.name(), request(operation, deed), CallDeed.caller(deed), handler);
        } catch (MalformedRequestException e) {
            throw new IllegalArgumentException("its request cannot be read: " + e.getMessage(), e);
        }
    }

    private static SdkPojo request(Operation operation, ObjectNode deed) {
        return TypedJson.read(operation, deed.path("request"));
    }

    private ServiceEntry service(WireRequest request) {
        String name = admission.service(request);
        ServiceEntry entry = services.get(name);
        if (entry == null) {
            String what = "The service '%s' (known are %s)".formatted(name, services.keySet());
            throw EarlyRefusals.unknown(Protocol.guess(request), what);
        }
        return entry;
    }

    private WireResponse handle(ServiceEntry entry, WireRequest request, String requestId) {
        ResponseEncoder encoder = entry.codec().encoder().answering(request);
        try {
            return answer(entry, request, requestId, encoder);
        } catch (AwsFault fault) {
            return encoder.error(EarlyRefusals.onWire(fault), requestId);
        } catch (MalformedRequestException e) {
            AwsFault fault = EarlyRefusals.malformed(entry.codec().protocol(), String.valueOf(e.getMessage()));
            return encoder.error(EarlyRefusals.onWire(fault), requestId);
        } catch (ConnectionLost lost) {
            throw lost;
        } catch (RuntimeException bug) {
            LOG.error("{} cannot be answered", entry.codec().wanted(request), bug);
            AwsFault fault = ServiceErrors.internal(entry.name(), "The fake failed: " + bug);
            return encoder.error(EarlyRefusals.onWire(fault), requestId);
        }
    }

    private WireResponse answer(ServiceEntry entry, WireRequest request, String requestId, ResponseEncoder encoder) {
        ServiceCodec codec = entry.codec();
        Caller caller = admission.caller(request);
        Optional<Operation> operation = codec.operation(request);
        Optional<Handler<Object, Object>> handler = operation.flatMap(known -> entry.handler(known.request()));
        if (operation.isEmpty() || handler.isEmpty()) {
            String name = operation.map(Operation::name).orElseGet(() -> codec.wanted(request));
            String what = "The operation '%s' of the service '%s'".formatted(name, entry.name());
            throw EarlyRefusals.unknown(codec.protocol(), what);
        }
        SdkPojo typed = codec.decode(operation.get(), request);
        SdkPojo response = dispatcher.call(entry.name(), operation.get().name(), typed, caller, handler.get());
        return encoder.success(operation.get(), response, requestId);
    }

    /** An error of no service in particular. */
    private static WireResponse anonymous(Protocol protocol, AwsFault fault, String requestId) {
        return new ResponseEncoder(protocol, "").error(EarlyRefusals.onWire(fault), requestId);
    }
}
