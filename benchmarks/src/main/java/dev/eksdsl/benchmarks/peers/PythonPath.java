package dev.eksdsl.benchmarks.peers;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** A search path that begins with Python's own folder: a version manager's wrapper would cost time in each call of the CLI. */
final class PythonPath {

    private PythonPath() {}

    /** Empty if there is no Python. */
    static Optional<String> own() throws IOException {
        if (!Command.works("python3", "--version")) {
            return Optional.empty();
        }
        Process process = new ProcessBuilder("python3", "-c", "import sys; print(sys.executable)").start();
        String executable = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return Optional.ofNullable(Path.of(executable).getParent())
                .map(folder -> folder + File.pathSeparator + System.getenv("PATH"));
    }
}
