package dev.eksdsl.testing.ec2;

import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Page;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Cuts EC2's listings into pages, and refuses page sizes and tokens in EC2's words. */
final class Pages {

    private static final int LEAST = 5;

    private Pages() {}

    /**
     * A page of a listing.
     *
     * @param key what orders the listing; different for each item
     * @param most the most items that the operation gives on a page
     * @throws AwsFault for a token from elsewhere, or a page size outside 5 to {@code most}
     */
    static <T> Page<T> of(
            List<T> all, Function<T, String> key, int most, @Nullable Integer maxResults, @Nullable String token) {
        return of(all, key, LEAST, most, maxResults, token);
    }

    static <T> Page<T> of(
            List<T> all,
            Function<T, String> key,
            int least,
            int most,
            @Nullable Integer maxResults,
            @Nullable String token) {
        if (maxResults != null && (maxResults < least || maxResults > most)) {
            throw Ec2Faults.invalid(
                    maxResults, "maxResults", "Expecting a value between " + least + " and " + most + ".");
        }
        return Page.of(
                all,
                key,
                maxResults == null ? most : maxResults,
                token,
                () -> Ec2Faults.refuse("InvalidNextToken", "The token '" + token + "' is invalid"));
    }
}
