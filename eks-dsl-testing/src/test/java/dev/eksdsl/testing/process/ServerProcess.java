package dev.eksdsl.testing.process;

import dev.eksdsl.testing.FakeAwsServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A {@link FakeAwsServer} in a JVM of its own. */
final class ServerProcess {

    private static final String READY = "listening on ";

    private final Process process;
    private final URI endpoint;

    private ServerProcess(Process process, URI endpoint) {
        this.process = process;
        this.endpoint = endpoint;
    }

    /** Starts one and waits until it listens. */
    static ServerProcess start(String... options) throws IOException {
        Process process = new ProcessBuilder(commandLine(options))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        String line = out.readLine();
        if (line == null || !line.startsWith(READY)) {
            process.destroyForcibly();
            throw new IllegalStateException("the server said " + line);
        }
        return new ServerProcess(process, URI.create(line.substring(READY.length())));
    }

    static List<String> commandLine(String... options) {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                FakeAwsServer.class.getName()));
        words.addAll(List.of(options));
        return words;
    }

    URI endpoint() {
        return endpoint;
    }

    /** Stops it as an operating system does, and tells its exit code. */
    int terminate() throws InterruptedException {
        stop();
        return process.waitFor();
    }

    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
