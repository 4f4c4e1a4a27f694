package dev.eksdsl.testing.engine.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Compares texts with those that are kept beside the tests, as resources of this package. */
final class Texts {

    private Texts() {}

    static void assertSame(String text, String resource) {
        assertThat(text.stripTrailing()).as(resource).isEqualTo(read(resource).stripTrailing());
    }

    private static String read(String resource) {
        try (InputStream stream = Texts.class.getResourceAsStream(resource)) {
            if (stream == null) {
                return "(there is no resource " + resource + ")";
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
