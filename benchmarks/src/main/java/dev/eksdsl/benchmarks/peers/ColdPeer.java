package dev.eksdsl.benchmarks.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** This library in a new JVM for each stage. */
final class ColdPeer implements Peer {

    /** The JVM's own choice grows the heap with the machine's memory, and compiles what runs only once. */
    private static final List<String> SMALL =
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xss512k", "-Xmx96m");

    private final String name;
    private final List<String> flags;
    private final boolean archived;

    private ColdPeer(String name, List<String> flags, boolean archived) {
        this.name = name;
        this.flags = flags;
        this.archived = archived;
    }

    /** With no flag at all. */
    static ColdPeer plain() {
        return new ColdPeer("eks-dsl", List.of(), false);
    }

    /** With flags for a short life, and an archive of the classes that it loads. */
    static ColdPeer tuned() {
        return new ColdPeer("eks-dsl (class archive)", SMALL, true);
    }

    static String flagsOfTuned() {
        return String.join(" ", SMALL) + " -XX:SharedArchiveFile=…";
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<String> missing() {
        return Optional.empty();
    }

    @Override
    public Life begin(Path folder, Map<String, String> environment) throws IOException {
        List<String> all = new ArrayList<>(flags);
        if (archived) {
            all.add("-XX:SharedArchiveFile=" + archive());
        }
        return new Programs(new Command(folder, environment), stage -> Optional.of(Jvm.command(all, stage.word())));
    }

    /** One archive for all runs, made of one life on a fake of its own. */
    private static synchronized Path archive() throws IOException {
        Path folder = Path.of(
                System.getProperty("java.io.tmpdir"),
                "eks-dsl-benchmarks-" + ProcessHandle.current().pid());
        Path archive = folder.resolve("classes.jsa");
        if (!Files.exists(archive)) {
            Files.createDirectories(folder);
            folder.toFile().deleteOnExit();
            archive.toFile().deleteOnExit();
            try (Ground ground = Ground.open()) {
                List<String> stages = List.of("-XX:ArchiveClassesAtExit=" + archive);
                WarmPeer.oneLife(folder, ground.environment(), stages);
            }
        }
        return archive;
    }
}
