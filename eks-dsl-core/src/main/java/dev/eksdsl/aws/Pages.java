package dev.eksdsl.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads answers that come in pages. The SDK's own paginators would not go through {@link AwsApi}. */
public final class Pages {

    private Pages() {}

    /**
     * Reads page after page.
     *
     * @param page reads the page that a token stands for; null is the first
     * @param next the token of the page after this one; null or empty after the last
     * @param items what is on a page
     */
    public static <R, T> List<T> all(
            Function<@Nullable String, R> page, Function<R, @Nullable String> next, Function<R, List<T>> items) {
        List<T> all = new ArrayList<>();
        String token = null;
        do {
            R read = page.apply(token);
            all.addAll(items.apply(read));
            token = next.apply(read);
        } while (token != null && !token.isEmpty());
        return all;
    }
}
