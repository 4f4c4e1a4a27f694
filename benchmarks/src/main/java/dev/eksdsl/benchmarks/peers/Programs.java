package dev.eksdsl.benchmarks.peers;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A life in which each stage is a program of its own.
 *
 * @param runner where they run
 * @param program the command of a stage; empty if there is none
 */
record Programs(Command runner, Function<Stage, Optional<List<String>>> program) implements Peer.Life {

    @Override
    public Optional<Cost> run(Stage stage) throws IOException {
        Optional<List<String>> words = program.apply(stage);
        return words.isPresent() ? Optional.of(runner.run(words.get())) : Optional.empty();
    }
}
