package dev.eksdsl.benchmarks.peers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A script that makes one step after the other and waits for each. It keeps the ids of what it made in its folder, and has no
 * way to compare what is with what should be.
 */
final class ScriptPeer implements Peer {

    private final String name;
    private final String interpreter;
    private final String script;
    private final List<String> needs;

    private ScriptPeer(String name, String interpreter, String script, List<String> needs) {
        this.name = name;
        this.interpreter = interpreter;
        this.script = script;
        this.needs = needs;
    }

    /** A process for each call, and for each wait. */
    static ScriptPeer awsCli() {
        return new ScriptPeer("AWS CLI", "sh", "cluster.sh", List.of("aws", "--version"));
    }

    /** All of a stage in one process. */
    static ScriptPeer boto3() {
        return new ScriptPeer("boto3", "python3", "cluster.py", List.of("python3", "-c", "import boto3"));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<String> missing() {
        return Command.works(needs.toArray(String[]::new))
                ? Optional.empty()
                : Optional.of("\"" + String.join(" ", needs) + "\" does not work");
    }

    @Override
    public Life begin(Path folder, Map<String, String> environment) throws IOException {
        Path file = Resources.copy(script, folder);
        Map<String, String> own = new HashMap<>(environment);
        PythonPath.own().ifPresent(path -> own.put("PATH", path));
        Command runner = new Command(folder, own);
        return new Programs(
                runner,
                stage -> stage == Stage.PLAN
                        ? Optional.empty()
                        : Optional.of(List.of(interpreter, file.toString(), stage.word())));
    }
}
