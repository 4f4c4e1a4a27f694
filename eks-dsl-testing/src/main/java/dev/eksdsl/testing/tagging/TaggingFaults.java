package dev.eksdsl.testing.tagging;

import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Page;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The refusals of the tagging API. */
final class TaggingFaults {

    private TaggingFaults() {}

    static AwsFault invalid(String message) {
        return new AwsFault(400, "InvalidParameterException", message);
    }

    /** A page; clients send the token of the first page as an empty text. */
    static <T> Page<T> page(List<T> all, Function<T, String> key, int size, @Nullable String token) {
        return Page.of(
                all,
                key,
                size,
                token == null || token.isEmpty() ? null : token,
                () -> invalid("Invalid pagination token provided"));
    }
}
