package dev.eksdsl.kubernetes.footprint;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * An artifact on a runtime class path.
 *
 * @param group with slashes in place of dots, as the local repository has it; only its end may be known
 * @param size in bytes
 */
record Artifact(String group, String name, String version, long size) {

    private static final int KIB = 1024;

    /** What Maven has written down in a module's target folder; the library's own modules are left out. */
    static List<Artifact> ofModule(Path module) throws IOException {
        String listed = Files.readString(module.resolve("target/runtime-classpath.txt"));
        return Stream.of(listed.strip().split(File.pathSeparator))
                .map(Path::of)
                .filter(file -> Files.isRegularFile(file)
                        && !file.getFileName().toString().startsWith("eks-dsl-"))
                .map(Artifact::of)
                .toList();
    }

    private static Artifact of(Path file) {
        Path version = file.getParent();
        Path name = version.getParent();
        try {
            return new Artifact(
                    name.getParent().toString().replace('\\', '/'),
                    name.getFileName().toString(),
                    version.getFileName().toString(),
                    Files.size(file));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As the documentation's tables begin their rows. */
    String row() {
        return "| " + name + " | " + version + " | " + size / KIB + " |";
    }
}
