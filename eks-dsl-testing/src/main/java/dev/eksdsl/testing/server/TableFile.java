package dev.eksdsl.testing.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A table of data that lies beside a class: lines, without empty ones and comments, which begin with {@code #}. */
public final class TableFile {

    private TableFile() {}

    /**
     * The lines of a table that comes with the fake.
     *
     * @param name the file's name, or its path from there
     * @throws IllegalStateException if there is none
     */
    public static List<String> lines(Class<?> beside, String name) {
        try (InputStream file = beside.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("the class path has no " + name + " beside " + beside.getName());
            }
            return read(file);
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    /** The lines of a table that need not be there; none if it is not. */
    public static List<String> linesIfAny(Class<?> beside, String name) {
        try (InputStream file = beside.getResourceAsStream(name)) {
            return file == null ? List.of() : read(file);
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    private static List<String> read(InputStream file) throws IOException {
        return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }

    private static UncheckedIOException unreadable(String name, IOException e) {
        return new UncheckedIOException(name + " cannot be read", e);
    }
}
