package dev.eksdsl.testing.autoscaling;

import dev.eksdsl.testing.server.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pages of listings, in the order that Auto Scaling gives them. */
final class Listing {

    /** What most operations give on a page unless asked for more or less, and the most that can be asked for. */
    static final int USUAL = 50;

    private static final int MOST = 100;

    private Listing() {}

    /** A page of the list as it stands, told by position: what is listed has no key in common. */
    static <T> Page<T> page(List<T> all, @Nullable Integer size, @Nullable String token) {
        if (size != null && (size < 1 || size > MOST)) {
            throw Refusals.validation("The number of records must be between 1 and " + MOST + ": " + size);
        }
        return Page.inOrder(
                all,
                item -> "",
                size == null ? USUAL : size,
                token,
                () -> Refusals.invalidToken(String.valueOf(token)));
    }
}
