package dev.eksdsl.testing.server;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What came of requests with a client token, so that a request repeated with its token does nothing twice. A token counts
 * for one operation; the same token in a request of another operation is another token. One of these is held per
 * account and region, as AWS does.
 */
public final class IdempotencyTokens {

    private record Key(Class<?> operation, String token) {}

    private record Answered(Object request, Object result, String resource) {}

    private final Map<Key, Answered> answered = new HashMap<>();
    private final Function<String, AwsFault> mismatch;

    /** @param mismatch the service's refusal of a token, given here, that came with another request before */
    public IdempotencyTokens(Function<String, AwsFault> mismatch) {
        this.mismatch = mismatch;
    }

    /** As the other one, for what is never forgotten. */
    public <R> R once(@Nullable String token, Object request, Class<R> type, Supplier<R> act) {
        return once(token, "", request, type, act);
    }

    /**
     * What the token stands for; made now if the token is new, or absent or empty.
     *
     * @param resource what the request is about, as a path of names; {@link #forget} takes its beginning
     * @param act does the work; nothing is remembered if it throws
     * @throws AwsFault if the token came with another request of the same operation
     */
    public <R> R once(@Nullable String token, String resource, Object request, Class<R> type, Supplier<R> act) {
        if (token == null || token.isEmpty()) {
            return act.get();
        }
        Key key = new Key(request.getClass(), token);
        Answered before = answered.get(key);
        if (before == null) {
            R result = act.get();
            answered.put(key, new Answered(request, result, resource));
            return result;
        }
        if (!before.request().equals(request)) {
            throw mismatch.apply(token);
        }
        return type.cast(before.result());
    }

    /** Forgets what is about this resource and all below it, for instance because it is gone. */
    public void forget(String resource) {
        answered.values()
                .removeIf(each ->
                        each.resource().equals(resource) || each.resource().startsWith(resource + "/"));
    }
}
