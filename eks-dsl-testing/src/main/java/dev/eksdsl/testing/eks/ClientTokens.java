package dev.eksdsl.testing.eks;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What was answered to which client request token: the same token with the same request gets the same answer again, with
 * another request it is refused. An answer is forgotten when what it created is gone.
 */
final class ClientTokens {

    private record Answered(Object request, Object response, String resource) {}

    private final Map<String, Answered> byToken = new HashMap<>();

    /**
     * @param resource what the request is about, as a path of names; {@link #forget} takes its beginning
     * @param act does the work if the token is new
     */
    <R> R once(@Nullable String token, String resource, Object request, Class<R> type, Supplier<R> act) {
        if (token == null) {
            return act.get();
        }
        Answered before = byToken.get(token);
        if (before == null) {
            R response = act.get();
            byToken.put(token, new Answered(request, response, resource));
            return response;
        }
        if (!before.request().equals(request)) {
            throw Refusals.invalidParameter(
                    Map.of(), "The clientRequestToken was already used with a request that differs from this one.");
        }
        return type.cast(before.response());
    }

    /** Forgets the answers about this resource and all below it. */
    void forget(String resource) {
        byToken.values()
                .removeIf(answered -> answered.resource().equals(resource)
                        || answered.resource().startsWith(resource + "/"));
    }
}
