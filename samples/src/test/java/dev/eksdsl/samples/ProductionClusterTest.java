package dev.eksdsl.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eksdsl.plan.PlanText;
import dev.eksdsl.testing.FakeAws;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The sample says what it does, in order, and leaves nothing behind. */
class ProductionClusterTest {

    private static final Path LATEST = Path.of("target", "production-cluster.txt");

    private static String output;

    @BeforeAll
    static void runOnce() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (SampleAws aws = SampleAws.of();
                PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            new ProductionCluster(aws, out).run();
        }
        output = bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
        Files.createDirectories(LATEST.getParent());
        Files.writeString(LATEST, withoutIds(output));
    }

    @Test
    void story_isToldInOrder() {
        assertThat(output)
                .containsSubsequence(
                        "── Plan ─",
                        "27 to create",
                        "+ cluster/production",
                        "── Apply ─",
                        "production: 27 created",
                        "── Plan again ─",
                        "): no changes",
                        "── Deploy web-api ─",
                        "created Deployment production/web-api",
                        "is complete: 3 of 3 new pods exist, 3 available",
                        "http://k8s-",
                        ".elb.us-east-1.amazonaws.com",
                        "── Somebody detaches a policy by hand ─",
                        "managedPolicies (none) → arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryPullOnly",
                        "production: 1 updated",
                        "── Change a field ─",
                        "scaling.max 10 → 12",
                        "production: 1 updated",
                        "── Destroy ─",
                        "31 to delete",
                        "- workloads/production",
                        "1 load balancer Service",
                        "production: 31 deleted, nothing left",
                        "inventory: as it was before");
    }

    @Test
    void lines_fitIntoTheWidthApartFromWhatCannotBeBroken() {
        assertThat(output.lines().filter(line -> line.length() > PlanText.WIDTH))
                .allMatch(line -> line.contains("https://") || line.contains("http://") || line.contains("arn:"));
    }

    @Test
    void wholeOutput_isAsRecorded() throws IOException {
        assertThat(withoutIds(output))
                .as("if the change is wanted, copy %s over production-cluster.txt of the test's resources", LATEST)
                .isEqualTo(recorded());
    }

    @Test
    void secondProcessAgainstAServedFake_endsWell() throws IOException, InterruptedException {
        try (FakeAws aws = FakeAws.builder().realTime(600).servedKubernetes().build()) {
            Process process = start(aws.serve().url().toString());
            String told;
            try (InputStream out = process.getInputStream()) {
                told = new String(out.readAllBytes(), StandardCharsets.UTF_8);
            }

            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).as(told).isZero();
            assertThat(told).contains("production: 27 created", "production: 31 deleted, nothing left");
            assertThat(aws.inventory()).isEmpty();
        }
    }

    private static Process start(String endpoint) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dfile.encoding=UTF-8",
                        "-Dstdout.encoding=UTF-8",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ProductionCluster.class.getName()))
                .redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of(
                        "AWS_ENDPOINT_URL", endpoint,
                        "AWS_REGION", FakeAws.DEFAULT_REGION,
                        "AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE",
                        "AWS_SECRET_ACCESS_KEY", "not-a-secret",
                        "AWS_EC2_METADATA_DISABLED", "true"));
        return builder.start();
    }

    /** Ids are drawn anew when anything before them is; what they look like is tested elsewhere. */
    private static String withoutIds(String text) {
        return text.replaceAll("[0-9A-F]{32}", "<id>")
                .replaceAll("k8s-[a-z0-9]+-[a-z0-9]+-[0-9a-f]{10}-[0-9a-f]{16}", "<load balancer>");
    }

    private static String recorded() throws IOException {
        try (InputStream file = ProductionClusterTest.class.getResourceAsStream("production-cluster.txt")) {
            assertThat(file).isNotNull();
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
