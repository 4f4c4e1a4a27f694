package dev.eksdsl.testing.eks;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Cuts lists into pages as EKS does: up to 100 items, and an opaque token that says where to go on. */
final class Pages {

    private static final int MOST = 100;

    /**
     * @param items what is on this page
     * @param nextToken where the next one begins, or null if this is the last
     */
    record Page<T>(List<T> items, @Nullable String nextToken) {}

    private Pages() {}

    static Page<String> of(Collection<String> all, @Nullable Integer maxResults, @Nullable String token) {
        return of(all, Function.identity(), maxResults, token);
    }

    /** @param key tells the items apart; a page ends with a key, so items may go while a client turns the pages */
    static <T> Page<T> of(
            Collection<T> all, Function<T, String> key, @Nullable Integer maxResults, @Nullable String token) {
        int size = maxResults == null ? MOST : maxResults;
        if (size < 1 || size > MOST) {
            throw Refusals.invalidParameter(Map.of(), "maxResults must be between 1 and " + MOST + ", not " + size);
        }
        List<T> rest = new ArrayList<>(all);
        if (token != null) {
            String last = decode(token);
            int index = rest.stream().map(key).toList().indexOf(last);
            rest = rest.subList(index + 1, rest.size());
        }
        if (rest.size() <= size) {
            return new Page<>(List.copyOf(rest), null);
        }
        return new Page<>(List.copyOf(rest.subList(0, size)), encode(key.apply(rest.get(size - 1))));
    }

    private static String encode(String key) {
        return Base64.getUrlEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    private static String decode(String token) {
        try {
            return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Refusals.invalidParameter(Map.of(), "The nextToken is not one that an earlier page gave");
        }
    }
}
