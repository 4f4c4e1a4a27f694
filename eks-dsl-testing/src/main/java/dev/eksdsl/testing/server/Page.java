package dev.eksdsl.testing.server;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a listing. The token names the last item that was given, not a position, so that items which appear or
 * vanish between two calls neither repeat nor hide others.
 *
 * @param items what is on the page
 * @param next the token of the next page; null on the last one
 */
public record Page<T>(List<T> items, @Nullable String next) {

    /**
     * Cuts a page.
     *
     * @param all the whole listing, in any order
     * @param key what orders the listing; different for each item
     * @param size the most items on a page, at least 1
     * @param token the token of the page before; null for the first page
     * @throws IllegalArgumentException if the token was not made here
     */
    public static <T> Page<T> of(List<T> all, Function<T, String> key, int size, @Nullable String token) {
        String after = token == null ? null : decode(token);
        List<T> rest = all.stream()
                .filter(item -> after == null || key.apply(item).compareTo(after) > 0)
                .sorted(Comparator.comparing(key))
                .limit(size + 1L)
                .toList();
        if (rest.size() <= size) {
            return new Page<>(rest, null);
        }
        List<T> items = rest.subList(0, size);
        return new Page<>(items, encode(key.apply(items.get(size - 1))));
    }

    private static String encode(String key) {
        return Base64.getUrlEncoder().encodeToString(("after:" + key).getBytes(StandardCharsets.UTF_8));
    }

    private static String decode(String token) {
        String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        if (!text.startsWith("after:")) {
            throw new IllegalArgumentException("not a token of this listing: " + token);
        }
        return text.substring("after:".length());
    }
}
