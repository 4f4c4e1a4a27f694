package dev.eksdsl.benchmarks.peers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** What the other tools are given: configurations and scripts, beside these classes. */
final class Resources {

    private Resources() {}

    /** Puts a file into a folder. */
    static Path copy(String name, Path folder) throws IOException {
        Path file = folder.resolve(name);
        try (InputStream content = Objects.requireNonNull(Resources.class.getResourceAsStream(name), name)) {
            Files.copy(content, file);
        }
        return file;
    }
}
