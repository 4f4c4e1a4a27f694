package dev.eksdsl.benchmarks.peers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** A way to take the cluster through its life. */
interface Peer {

    /** As the tables have it. */
    String name();

    /** What this machine lacks for it; empty if it can be measured. */
    Optional<String> missing();

    /**
     * Makes ready for one life; this is not measured.
     *
     * @param folder an empty one, for its files
     * @param environment where AWS is
     */
    Life begin(Path folder, Map<String, String> environment) throws IOException;

    /** One life of the cluster. */
    interface Life extends AutoCloseable {

        /** Runs a stage to its end; empty if this way has no such thing. */
        Optional<Cost> run(Stage stage) throws IOException;

        @Override
        default void close() throws IOException {}
    }
}
