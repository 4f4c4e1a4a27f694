package dev.eksdsl.testing.ec2;

import dev.eksdsl.testing.server.AwsFault;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Remembers which request made what, so that a request repeated with its token makes nothing twice. */
final class ClientTokens {

    private record Made(Object request, FakeResource resource) {}

    private final Map<String, Made> made = new HashMap<>();

    /**
     * The resource that the token stands for; made now if the token is new or absent.
     *
     * @throws AwsFault if the token came with another request
     */
    <T extends FakeResource> T once(Class<T> type, @Nullable String token, Object request, Supplier<T> create) {
        if (token == null || token.isEmpty()) {
            return create.get();
        }
        Made before = made.get(type.getName() + token);
        if (before == null) {
            T resource = create.get();
            made.put(type.getName() + token, new Made(request, resource));
            return resource;
        }
        if (!before.request().equals(request)) {
            throw Ec2Faults.refuse(
                    "IdempotentParameterMismatch",
                    "The client token '" + token
                            + "' was used before with other parameters. Use a new token for a different request.");
        }
        return type.cast(before.resource());
    }
}
