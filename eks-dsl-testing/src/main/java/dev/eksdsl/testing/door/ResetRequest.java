package dev.eksdsl.testing.door;

import dev.eksdsl.testing.server.FakeServer;
import dev.eksdsl.testing.wire.WireRequest;
import dev.eksdsl.testing.wire.WireResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * The request {@code POST /moto-api/reset}, with which suites that were written for moto's server make a fake forget all
 * state. It is no call of AWS: nothing records it.
 */
final class ResetRequest {

    private static final String PATH = "/moto-api/reset";

    private ResetRequest() {}

    /** Does as it says and answers, if it is one. */
    static Optional<WireResponse> answer(WireRequest request, FakeServer server) {
        if (!request.method().equals("POST") || !request.path().equals(PATH)) {
            return Optional.empty();
        }
        server.reset();
        return Optional.of(new WireResponse(
                200,
                Map.of("Content-Type", "application/json"),
                "{\"status\": \"ok\"}".getBytes(StandardCharsets.UTF_8)));
    }
}
