package dev.eksdsl.reliability.sockets;

import dev.eksdsl.testing.FakeAwsServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The executable fake, served by a process of its own. EC2 shows what was made only after two seconds, so that whoever comes
 * next does not see all that a dead process has made.
 */
final class FakeProcess implements AutoCloseable {

    private static final String READY = "listening on ";

    private final Process process;
    private final FakeDoor door;

    private FakeProcess(Process process, FakeDoor door) {
        this.process = process;
        this.door = door;
    }

    /**
     * Starts one, and waits until it listens.
     *
     * @param speed how many times as fast as real time its time passes
     */
    static FakeProcess start(double speed) {
        Process process = Jvm.start(
                FakeAwsServer.class,
                List.of(
                        "--speed",
                        Double.toString(speed),
                        "--calendar",
                        "2026-11-22",
                        "--duration",
                        "EC2_READ_AFTER_WRITE=2"));
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        try {
            String line = out.readLine();
            if (line == null || !line.startsWith(READY)) {
                process.destroyForcibly();
                throw new IllegalStateException("the fake said " + line);
            }
            return new FakeProcess(process, new FakeDoor(URI.create(line.substring(READY.length()))));
        } catch (IOException e) {
            process.destroyForcibly();
            throw new UncheckedIOException("the fake did not say that it listens", e);
        }
    }

    FakeDoor door() {
        return door;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
