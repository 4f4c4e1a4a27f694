package dev.eksdsl.benchmarks.peers;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Takes the same cluster through its life by each peer that is installed, some times, and prints what it cost. The peers take
 * turns, so that what else the machine does at a time falls on all of them.
 */
public final class Comparison {

    private static final List<Peer> PEERS = List.of(
            new TerraformPeer(),
            ColdPeer.plain(),
            ColdPeer.tuned(),
            new WarmPeer(),
            ScriptPeer.boto3(),
            ScriptPeer.awsCli());

    private final Choice choice;
    private final PrintStream out;
    private final Results results = new Results();

    private Comparison(Choice choice, PrintStream out) {
        this.choice = choice;
        this.out = out;
    }

    /**
     * Runs it.
     *
     * @param arguments {@code --runs N}, 3 unless said; {@code --only} one or more names, separated by commas
     */
    public static void main(String[] arguments) throws IOException {
        new Comparison(Choice.of(arguments), System.out).run();
    }

    private void run() throws IOException {
        List<Peer> there = new ArrayList<>();
        for (Peer peer : PEERS) {
            if (choice.takes(peer.name())) {
                Optional<String> missing = peer.missing();
                missing.ifPresentOrElse(
                        why -> out.println(peer.name() + " is left out: " + why), () -> there.add(peer));
            }
        }
        for (int run = 1; run <= choice.runs(); run++) {
            for (Peer peer : there) {
                System.err.println("run " + run + " of " + choice.runs() + ": " + peer.name());
                liveOrSay(peer);
            }
        }
        out.println("class archive: " + ColdPeer.flagsOfTuned());
        ResultTable.print(out, results);
    }

    /** What one cannot do the others still can; what it did until then counts. */
    private void liveOrSay(Peer peer) throws IOException {
        try {
            live(peer);
        } catch (IllegalStateException e) {
            out.println(peer.name() + " failed in a run: " + e.getMessage());
        }
    }

    private void live(Peer peer) throws IOException {
        Path folder = Files.createTempDirectory("peer");
        try (Ground ground = Ground.open();
                Peer.Life life = peer.begin(folder, ground.environment())) {
            for (Stage stage : Stage.values()) {
                ground.newCalls();
                Optional<Cost> cost = life.run(stage);
                if (cost.isPresent()) {
                    results.add(stage, peer.name(), Measured.of(ground.newCalls(), cost.get()));
                    ground.verify(stage);
                }
            }
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
