package dev.eksdsl.benchmarks.peers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** This library in a JVM that has taken some clusters through their lives before, as a service of one's own would be. */
final class WarmPeer implements Peer {

    private static final int LIVES_BEFORE = 3;

    /** Lives without a pause use up what AWS allows in a burst, and the library then makes its calls more slowly. */
    private static final Duration UNTIL_A_BURST_IS_ALLOWED_AGAIN = Duration.ofSeconds(15);

    @Override
    public String name() {
        return "eks-dsl (warm)";
    }

    @Override
    public Optional<String> missing() {
        return Optional.empty();
    }

    @Override
    public Life begin(Path folder, Map<String, String> environment) throws IOException {
        Served life = Served.start(folder, environment, List.of());
        for (int before = 0; before < LIVES_BEFORE; before++) {
            life.runAll();
        }
        rest();
        return life;
    }

    private static void rest() {
        try {
            Thread.sleep(UNTIL_A_BURST_IS_ALLOWED_AGAIN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes a cluster through its life in a JVM with these flags, once. */
    static void oneLife(Path folder, Map<String, String> environment, List<String> flags) throws IOException {
        try (Served life = Served.start(folder, environment, flags)) {
            life.runAll();
        }
    }

    /** A JVM that is told the stages one by one. */
    private record Served(Process process, BufferedReader answers, Writer wishes) implements Life {

        static Served start(Path folder, Map<String, String> environment, List<String> flags) throws IOException {
            ProcessBuilder builder = new ProcessBuilder(Jvm.command(flags)).directory(folder.toFile());
            builder.redirectError(folder.resolve("said.txt").toFile());
            new Command(folder, environment).settle(builder.environment());
            Process process = builder.start();
            return new Served(
                    process,
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)),
                    process.outputWriter(StandardCharsets.UTF_8));
        }

        void runAll() throws IOException {
            for (Stage stage : Stage.values()) {
                run(stage);
            }
        }

        @Override
        public Optional<Cost> run(Stage stage) throws IOException {
            wishes.write(stage.word() + "\n");
            wishes.flush();
            String answer = answers.readLine();
            if (answer == null) {
                throw new IllegalStateException("the warm JVM ended in " + stage.title());
            }
            String[] figures = answer.split(" ");
            Footprint footprint = Footprint.of(process.toHandle());
            footprint.look();
            return Optional.of(
                    new Cost(Double.parseDouble(figures[0]), Double.parseDouble(figures[1]), footprint.peakBytes()));
        }

        @Override
        public void close() throws IOException {
            wishes.close();
            try {
                process.waitFor();
            } catch (InterruptedException e) {
                process.destroy();
                Thread.currentThread().interrupt();
            }
        }
    }
}
