package dev.eksdsl.testing.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.eksdsl.testing.process.Command;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The AWS SDK for JavaScript; see {@code src/it/javascript}. */
class JavaScriptTest {

    private static final Path FOLDER = Path.of("src/it/javascript");

    @Test
    void lifeOfACluster() {
        assumeTrue(Command.works("node", "--version"), "needs Node.js");
        assumeTrue(
                Files.isDirectory(FOLDER.resolve("node_modules/@aws-sdk/client-eks")),
                "needs its packages: npm install --no-package-lock, in " + FOLDER);
        try (ServedFake fake = ServedFake.open(600)) {
            Command ended = Command.run(fake.environment(), FOLDER, Duration.ofMinutes(3), List.of("node", "--test"));

            assertThat(ended.code()).as(ended.out() + ended.error()).isZero();
            assertThat(fake.aws().eksClient().listClusters().clusters()).isEmpty();
        }
    }
}
