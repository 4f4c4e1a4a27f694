package dev.eksdsl.testing.server;

import dev.eksdsl.testing.wire.MalformedRequestException;
import dev.eksdsl.testing.wire.Operation;
import dev.eksdsl.testing.wire.Protocol;
import dev.eksdsl.testing.wire.ResponseEncoder;
import dev.eksdsl.testing.wire.ServiceCodec;
import dev.eksdsl.testing.wire.WireRequest;
import dev.eksdsl.testing.wire.WireResponse;
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
    private final Faults faults = new Faults();
    private final Calls calls = new Calls();
    private final Map<String, ServiceEntry> services = new LinkedHashMap<>();
    private final Admission admission;
    private final Dispatcher dispatcher;
    // apart from the world's ids: how often a client polls must not change the ids of what it creates
    private final Ids requestIds = new Ids(0);

    /** @param services the services, each with a signing name of its own */
    public FakeServer(World world, AccessKeys accessKeys, Collection<? extends FakeService> services) {
        this.world = world;
        this.accessKeys = accessKeys;
        this.admission = new Admission(world, accessKeys);
        this.dispatcher = new Dispatcher(world, faults, calls);
        for (FakeService service : services) {
            if (this.services.put(service.signingName(), new ServiceEntry(service)) != null) {
                throw new IllegalArgumentException("two services have the signing name " + service.signingName());
            }
        }
    }

    /** What shall go wrong. */
    public Faults faults() {
        return faults;
    }

    /** What has been called. */
    public Calls calls() {
        return calls;
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
            calls.clear();
            accessKeys.forgetIssued();
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
                ServiceEntry entry = service(request);
                return handle(entry, request, requestId);
            } catch (AwsFault fault) {
                return anonymous(Protocol.guess(request), fault, requestId);
            } catch (MalformedRequestException e) {
                AwsFault fault = EarlyRefusals.malformed(Protocol.REST_JSON, String.valueOf(e.getMessage()));
                return anonymous(Protocol.REST_JSON, fault, requestId);
            }
        });
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
        ResponseEncoder encoder = entry.codec().encoder();
        try {
            return answer(entry, request, requestId);
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

    private WireResponse answer(ServiceEntry entry, WireRequest request, String requestId) {
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
        return codec.encoder().success(operation.get(), response, requestId);
    }

    /** An error of no service in particular. */
    private static WireResponse anonymous(Protocol protocol, AwsFault fault, String requestId) {
        return new ResponseEncoder(protocol, "").error(EarlyRefusals.onWire(fault), requestId);
    }
}
