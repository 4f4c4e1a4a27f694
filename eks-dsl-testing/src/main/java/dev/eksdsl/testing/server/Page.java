package dev.eksdsl.testing.server;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One page of a listing. The token names the last item that was given, so that items which appear or vanish between two
 * calls neither repeat nor hide others.
 *
 * @param items what is on the page
 * @param next the token of the next page; null on the last one
 */
public record Page<T>(List<T> items, @Nullable String next) {

    private static final String MARK = "after:";

    /**
     * Cuts a page of a listing that its key orders.
     *
     * @param all the whole listing, in any order
     * @param key what orders the listing; different for each item
     * @param size the most items on a page, at least 1
     * @param token the token of the page before; null for the first page
     * @param refusal the service's words for a token that was not made here
     * @throws AwsFault the refusal
     */
    public static <T> Page<T> of(
            List<T> all, Function<T, String> key, int size, @Nullable String token, Supplier<AwsFault> refusal) {
        String after = token == null ? null : decode(token, refusal);
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

    /**
     * Cuts a page of a listing that has an order of its own, such as that of time. If the last item that was given has
     * gone, the next page begins where it was.
     *
     * @param all the whole listing in its order
     * @param key tells the items apart
     * @param size the most items on a page, at least 1
     * @param token the token of the page before; null for the first page
     * @param refusal the service's words for a token that was not made here
     * @throws AwsFault the refusal
     */
    public static <T> Page<T> inOrder(
            List<T> all, Function<T, String> key, int size, @Nullable String token, Supplier<AwsFault> refusal) {
        int from = token == null ? 0 : position(all, key, decode(token, refusal), refusal);
        int to = Math.min(all.size(), from + size);
        String next = to == all.size() ? null : encode(to + ":" + key.apply(all.get(to - 1)));
        return new Page<>(List.copyOf(all.subList(from, to)), next);
    }

    private static <T> int position(
            List<T> all, Function<T, String> key, String positionAndKey, Supplier<AwsFault> refusal) {
        String[] parts = positionAndKey.split(":", 2);
        if (parts.length != 2 || !parts[0].matches("[1-9]\\d{0,8}")) {
            throw refusal.get();
        }
        int position = Integer.parseInt(parts[0]);
        if (position <= all.size() && key.apply(all.get(position - 1)).equals(parts[1])) {
            return position;
        }
        int moved = all.stream().map(key).toList().indexOf(parts[1]);
        return moved < 0 ? Math.min(position - 1, all.size()) : moved + 1;
    }

    private static String encode(String place) {
        return Base64.getUrlEncoder().encodeToString((MARK + place).getBytes(StandardCharsets.UTF_8));
    }

    private static String decode(String token, Supplier<AwsFault> refusal) {
        String text;
        try {
            text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw refusal.get();
        }
        if (!text.startsWith(MARK)) {
            throw refusal.get();
        }
        return text.substring(MARK.length());
    }
}
