package dev.eksdsl.testing.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A command that has been run.
 *
 * @param code its exit code
 * @param out what it said to standard output
 * @param error what it said to standard error
 */
public record Command(int code, String out, String error) {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Runs a command to its end in this process's own folder. */
    public static Command run(Map<String, String> environment, List<String> words) {
        return run(environment, Path.of(""), PATIENCE, words);
    }

    /**
     * Runs a command to its end. What it says on standard error is told only then.
     *
     * @param environment beside this process's own; an empty value takes a variable away
     */
    public static Command run(Map<String, String> environment, Path folder, Duration patience, List<String> words) {
        try {
            Path error = Files.createTempFile("command", ".err");
            ProcessBuilder builder = new ProcessBuilder(words)
                    .directory(folder.toAbsolutePath().toFile())
                    .redirectError(error.toFile());
            builder.environment().putAll(environment);
            builder.environment().values().removeIf(String::isEmpty);
            Process process = builder.start();
            process.getOutputStream().close();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(words + " did not end");
            }
            String said = Files.readString(error);
            Files.delete(error);
            return new Command(process.exitValue(), out, said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(words + " was interrupted", e);
        }
    }

    /** Whether a program is installed and works. */
    public static boolean works(String... words) {
        try {
            return run(Map.of(), List.of(words)).code() == 0;
        } catch (UncheckedIOException e) {
            return false;
        }
    }
}
