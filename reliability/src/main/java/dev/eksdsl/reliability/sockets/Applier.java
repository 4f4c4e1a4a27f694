package dev.eksdsl.reliability.sockets;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A {@link ChildMain} in a process of its own, as its parent sees it. */
final class Applier {

    /** 128 and the number of the signal: how the JDK tells that a process ended by SIGKILL. */
    static final int KILLED = 128 + 9;

    /** How a process ended, and the last lines that it wrote. */
    record End(int code, String said) {
        boolean done() {
            return code == ChildMain.DONE;
        }

        boolean refused() {
            return code == ChildMain.REFUSED;
        }
    }

    private final Process process;
    private final BufferedReader out;

    private Applier(Process process) {
        this.process = process;
        this.out = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Starts one, and waits until it is ready to begin. */
    static Applier start(URI endpoint, URI fake, double speed, Wish wish) {
        Applier applier = new Applier(Jvm.start(
                ChildMain.class, List.of(endpoint.toString(), fake.toString(), Double.toString(speed), wish.text())));
        try {
            String line = applier.out.readLine();
            if (!ChildMain.READY.equals(line)) {
                applier.kill();
                throw new IllegalStateException("the process said " + line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the process did not say that it is ready", e);
        }
        return applier;
    }

    /** Lets it begin. */
    Applier begin() {
        try {
            process.getOutputStream().write('\n');
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException("the process does not listen", e);
        }
        return this;
    }

    /** Ends it as {@code kill -9} does: at once, with nothing tidied up. */
    void kill() {
        process.destroyForcibly();
    }

    /** Waits for its end. */
    End await() {
        try {
            String said = String.join("; ", out.lines().toList());
            return new End(process.waitFor(), said);
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a process was awaited", e);
        }
    }
}
