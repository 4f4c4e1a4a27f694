package dev.eksdsl.testing.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.eksdsl.Eks;
import dev.eksdsl.EksSession;
import dev.eksdsl.testing.EksTest;
import dev.eksdsl.testing.FakeAws;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** Tests that start from a built cluster. The cases are run by JUnit within the test. */
class EksTestSnapshotTest {

    private static final String BUILT = "target/eks-test-snapshots/built.json";
    private static final String BROKEN = "target/eks-test-snapshots/broken.json";

    @BeforeAll
    static void write() throws IOException {
        Files.createDirectories(Path.of(BUILT).getParent());
        Files.writeString(Path.of(BROKEN), "{}");
        try (FakeAws aws = FakeAws.builder().calendar(LocalDate.of(2026, 6, 1)).build()) {
            EksSession eks = aws.session();
            eks.apply(eks.plan(Eks.cluster("built", c -> c.version("1.34").nodeGroup("nodes"))))
                    .orThrow();
            aws.snapshot().save(Path.of(BUILT));
        }
    }

    @AfterAll
    static void delete() throws IOException {
        Files.delete(Path.of(BUILT));
        Files.delete(Path.of(BROKEN));
    }

    @Test
    void eachTest_startsFromTheSnapshot() {
        Events tests = run(FromSnapshot.class);

        tests.assertStatistics(counts -> counts.succeeded(3).failed(0));
    }

    @EksTest(snapshot = BUILT)
    static class FromSnapshot {

        @Test
        void hasTheCluster(FakeAws aws, EksSession eks) {
            assertThat(aws.timeline().now())
                    .isBetween(Instant.parse("2026-06-01T00:10:00Z"), Instant.parse("2026-06-01T01:00:00Z"));
            eks.destroy("built").orThrow();
            assertThat(aws.inventory()).isEmpty();
        }

        @Test
        void hasTheClusterEachTime(FakeAws aws, EksSession eks) {
            eks.destroy("built").orThrow();
            assertThat(aws.inventory()).isEmpty();
        }

        @Test
        void isConnectedToIt(KubernetesClient client) {
            assertThat(client.nodes().list().getItems()).hasSize(2);
        }
    }

    @Test
    void fileThatCannotBeUsed_isNamed() {
        run(Broken.class).failed().stream()
                .forEach(event -> assertThat(event.toString())
                        .contains("@EksTest(snapshot = \"" + BROKEN + "\")", "it has no format_version"));
        run(Broken.class).assertStatistics(counts -> counts.failed(1));
    }

    @EksTest(snapshot = BROKEN)
    static class Broken {

        @Test
        void test(FakeAws aws) {}
    }

    private static Events run(Class<?> testClass) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(testClass))
                .execute()
                .testEvents();
    }
}
