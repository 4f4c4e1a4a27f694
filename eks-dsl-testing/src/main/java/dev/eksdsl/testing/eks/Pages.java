package dev.eksdsl.testing.eks;

import dev.eksdsl.testing.server.Page;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Cuts lists into pages as EKS does: up to 100 items, in the order of the list. */
final class Pages {

    private static final int MOST = 100;

    private Pages() {}

    static Page<String> of(Collection<String> all, @Nullable Integer maxResults, @Nullable String token) {
        return of(all, Function.identity(), maxResults, token);
    }

    /** @param key tells the items apart */
    static <T> Page<T> of(
            Collection<T> all, Function<T, String> key, @Nullable Integer maxResults, @Nullable String token) {
        int size = maxResults == null ? MOST : maxResults;
        if (size < 1 || size > MOST) {
            throw Refusals.invalidParameter(Map.of(), "maxResults must be between 1 and " + MOST + ", not " + size);
        }
        return Page.inOrder(
                List.copyOf(all),
                key,
                size,
                token,
                () -> Refusals.invalidParameter(Map.of(), "The nextToken is not one that an earlier page gave"));
    }
}
