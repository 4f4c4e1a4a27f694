package dev.eksdsl.testing.iam;

import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Page;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** IAM's way of paging: 100 items unless told otherwise, at most 1000. */
final class Listing {

    private static final int STANDARD = 100;
    private static final int MOST = 1000;

    private Listing() {}

    /** @throws AwsFault if the page size is not allowed, or the marker was not given by IAM */
    static <T> Page<T> page(List<T> all, Function<T, String> key, @Nullable Integer maxItems, @Nullable String marker) {
        if (maxItems != null && (maxItems < 1 || maxItems > MOST)) {
            throw IamFaults.validation("maxItems", "Member must have value between 1 and " + MOST);
        }
        return Page.of(
                all,
                key,
                maxItems == null ? STANDARD : maxItems,
                marker,
                () -> new AwsFault(400, "ValidationError", "Invalid Marker."));
    }
}
