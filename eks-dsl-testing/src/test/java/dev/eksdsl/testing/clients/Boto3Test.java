package dev.eksdsl.testing.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.eksdsl.testing.process.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** boto3's paginators, waiters and exceptions for EKS; see {@code src/it/boto3}. */
class Boto3Test {

    @Test
    void paginatorsAndWaiters_ofEks() {
        assumeTrue(Command.works("python3", "-c", "import boto3"), "needs python3 with boto3");
        try (ServedFake fake = ServedFake.open(600)) {
            Command ended = Command.run(
                    fake.environment(),
                    Path.of("src/it/boto3"),
                    Duration.ofMinutes(3),
                    List.of("python3", "-B", "-m", "unittest", "test_eks"));

            assertThat(ended.code()).as(ended.error()).isZero();
            assertThat(fake.aws().eksClient().listClusters().clusters()).isEmpty();
        }
    }
}
