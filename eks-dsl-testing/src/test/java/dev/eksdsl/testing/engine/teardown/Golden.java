package dev.eksdsl.testing.engine.teardown;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Compares texts with those that are kept beside the tests, as resources of this package. */
final class Golden {

    private static final Pattern DRAWN = Pattern.compile(
            "\\b[0-9a-f]{16,17}\\b|\\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\b|(?<=k8s-web-)[0-9a-f]{4}"
                    + "|(?<=request id )[0-9a-f-]*");

    private Golden() {}

    /** The text with a sign in place of each id that AWS draws. */
    static String withoutDrawnIds(String text) {
        return DRAWN.matcher(text).replaceAll("#");
    }

    static void assertSame(String text, String resource) {
        assertThat(text.stripTrailing()).as(resource).isEqualTo(read(resource).stripTrailing());
    }

    private static String read(String resource) {
        try (InputStream stream = Golden.class.getResourceAsStream(resource)) {
            if (stream == null) {
                return "(there is no resource " + resource + ")";
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
