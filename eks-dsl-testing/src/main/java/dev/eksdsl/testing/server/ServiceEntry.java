package dev.eksdsl.testing.server;

import dev.eksdsl.testing.wire.ServiceCodec;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/** A service that the server knows: its handlers, and its codec, which is made on the first request. */
final class ServiceEntry implements FakeService.Operations {

    private final FakeService service;
    private final Map<Class<?>, Handler<Object, Object>> handlers = new HashMap<>();
    private @Nullable ServiceCodec codec;

    ServiceEntry(FakeService service) {
        this.service = service;
        service.register(this);
        if (handlers.isEmpty()) {
            throw new IllegalArgumentException(
                    "the service " + service.signingName() + " registers no handler: it would answer nothing");
        }
    }

    @Override
    @SuppressWarnings("unchecked")
    public <Q, R> void on(Class<Q> request, Handler<Q, R> handler) {
        // safe: a handler is only ever called with a request of the class that it is registered for
        if (handlers.put(request, (Handler<Object, Object>) handler) != null) {
            throw new IllegalArgumentException(
                    service.signingName() + " registers two handlers for " + request.getSimpleName());
        }
    }

    String name() {
        return service.signingName();
    }

    synchronized ServiceCodec codec() {
        if (codec == null) {
            codec = ServiceCodec.of(handlers.keySet().iterator().next(), name());
        }
        return codec;
    }

    /** The handler for requests of this class, if the fake knows the operation. */
    Optional<Handler<Object, Object>> handler(Class<? extends SdkPojo> request) {
        return Optional.ofNullable(handlers.get(request));
    }

    void reset() {
        service.reset();
    }
}
