package dev.eksdsl.benchmarks.peers;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command that starts this library in a JVM of its own: the one that this runs in, with the same class path. */
final class Jvm {

    private Jvm() {}

    static List<String> command(List<String> flags, String... arguments) {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(flags);
        words.addAll(List.of("-cp", classPath(), LifeProgram.class.getName()));
        words.addAll(List.of(arguments));
        return words;
    }

    /** Whole, since the programs run in other folders. */
    private static String classPath() {
        List<String> parts = new ArrayList<>();
        for (String part : System.getProperty("java.class.path").split(File.pathSeparator)) {
            parts.add(Path.of(part).toAbsolutePath().toString());
        }
        return String.join(File.pathSeparator, parts);
    }
}
