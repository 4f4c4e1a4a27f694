package dev.eksdsl.samples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eksdsl.samples.repository.Repository;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shell that {@code eks-shell} opens: JShell with the class path of the samples and their start-up file. */
class EksShellTest {

    @TempDir
    Path folder;

    @Test
    void blocksOfTheReadme_typedIn_giveNoError() throws Exception {
        List<Fence> blocks = Page.read(Repository.path("README.md")).fences("java").stream()
                .filter(fence -> fence.is(Fence.SHELL))
                .toList();
        assertThat(blocks).isNotEmpty();

        String printed =
                shell(String.join("\n", blocks.stream().map(Fence::text).toList()));

        assertThat(printed)
                .contains("eks is a session on an AWS in memory", "20 to create", "20 created", "no changes")
                .doesNotContain("Error:", "Exception");
    }

    @Test
    void startUpFileOfTheScript_isTheOneTestedHere() {
        assertThat(Repository.read(Repository.path("samples/jshell/eks-shell"))).contains("/jshell/startup.jsh");
    }

    private String shell(String typed) throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        ProcessBuilder command = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jshell")
                                .toString(),
                        "-R-XX:TieredStopAtLevel=1",
                        "--startup",
                        "DEFAULT",
                        "--startup",
                        Repository.path("samples/jshell/startup.jsh").toString(),
                        "-")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        // In the environment, not on the command line: a class path is longer than some systems allow an argument to
        // be.
        command.environment().putAll(Map.of("CLASSPATH", System.getProperty("java.class.path")));
        Process shell = command.start();
        try (OutputStream keyboard = shell.getOutputStream()) {
            keyboard.write((typed + "\n/exit\n").getBytes(StandardCharsets.UTF_8));
        }
        boolean ended = shell.waitFor(2, TimeUnit.MINUTES);
        shell.destroyForcibly();
        String printed = Files.readString(output);
        assertThat(ended).as("ended in time; it printed\n%s", printed).isTrue();
        return printed;
    }
}
