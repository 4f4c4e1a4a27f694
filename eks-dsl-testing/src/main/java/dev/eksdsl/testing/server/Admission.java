package dev.eksdsl.testing.server;

import dev.eksdsl.testing.wire.Protocol;
import dev.eksdsl.testing.wire.WireRequest;
import java.util.Optional;

/** Tells from a request's signature which service is meant, and who calls. */
final class Admission {

    private final World world;
    private final AccessKeys keys;

    Admission(World world, AccessKeys keys) {
        this.world = world;
        this.keys = keys;
    }

    /**
     * The signing name of the service that is meant.
     *
     * @throws AwsFault if the request is not signed but would have to be
     */
    String service(WireRequest request) {
        Optional<SignatureScope> scope = SignatureScope.of(request);
        if (scope.isPresent()) {
            return scope.get().service();
        }
        if (UnsignedSts.isMeant(request)) {
            return UnsignedSts.SERVICE;
        }
        throw EarlyRefusals.unsigned(Protocol.guess(request));
    }

    /**
     * Who calls.
     *
     * @throws AwsFault if the credentials are invalid, or they or the presigned request have expired
     */
    Caller caller(WireRequest request) {
        Optional<SignatureScope> scope = SignatureScope.of(request);
        if (scope.isEmpty()) {
            return UnsignedSts.caller(request);
        }
        if (keys.expired(scope.get().accessKeyId(), world.now())) {
            throw EarlyRefusals.expired(scope.get().service(), Protocol.guess(request));
        }
        if (keys.isRevoked(scope.get().accessKeyId())) {
            throw EarlyRefusals.invalidKey();
        }
        Presigned.refusal(request, world.callersNow()).ifPresent(refusal -> {
            throw refusal;
        });
        return keys.caller(scope.get().accessKeyId(), scope.get().region());
    }
}
