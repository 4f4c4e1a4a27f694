package dev.eksdsl.samples.repository;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The checked-out repository, found from wherever the tests run. */
public final class Repository {

    /** The modules that hold Java sources. */
    public static final List<String> MODULES =
            List.of("eks-dsl-core", "eks-dsl-kubernetes", "eks-dsl-testing", "eks-dsl-temporal", "samples");

    private static final Path ROOT = find();

    private Repository() {}

    /** A file or folder by its path from the root. */
    public static Path path(String fromRoot) {
        return ROOT.resolve(fromRoot);
    }

    /** A file's path from the root, as texts name it. */
    public static String name(Path file) {
        return ROOT.relativize(file).toString().replace('\\', '/');
    }

    /** The text of a file. */
    public static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All files below a folder whose names end so, sorted; none if there is no such folder. */
    public static List<Path> files(Path folder, String suffix) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.getFileName().toString().endsWith(suffix))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path find() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null) {
            if (MODULES.stream().map(folder::resolve).allMatch(Files::isDirectory)) {
                return folder;
            }
            folder = folder.getParent();
        }
        throw new IllegalStateException("the tests do not run within the repository");
    }
}
