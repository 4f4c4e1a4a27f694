package dev.eksdsl.testing.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;

/** What the options of the process do, and how it ends. */
class ServerOptionsTest {

    @Test
    void terminated_endsAtOnceAndFreesItsPort() throws Exception {
        ServerProcess server = ServerProcess.start("--rate-limits", "--drawn-durations");
        int port = server.endpoint().getPort();

        assertThat(server.terminate()).as("128 and the signal's number").isEqualTo(143);
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThat(socket.isBound()).isTrue();
        }
    }

    @Test
    void rateLimits_throttleALoop_untilReset() throws Exception {
        ServerProcess server = ServerProcess.start("--rate-limits");
        try (Ec2Client ec2 = Ec2Client.builder()
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIATEST", "x")))
                .endpointOverride(server.endpoint())
                .overrideConfiguration(settings -> settings.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build()) {
            Set<String> codes = new HashSet<>();
            for (int i = 0; i < 1000 && !codes.contains("RequestLimitExceeded"); i++) {
                try {
                    ec2.createNatGateway(r -> r.subnetId("subnet-0123456789abcdef0"));
                } catch (Ec2Exception refused) {
                    codes.add(refused.awsErrorDetails().errorCode());
                }
            }

            assertThat(codes).containsExactlyInAnyOrder("InvalidSubnetID.NotFound", "RequestLimitExceeded");
            assertThat(post(server.endpoint().resolve("/moto-api/reset"))).isEqualTo(200);
        } finally {
            server.stop();
        }
    }

    @Test
    void durationAndInventory_areSeenFromOutside() throws Exception {
        ServerProcess server = ServerProcess.start("--duration", "EC2_READ_AFTER_WRITE=3600");
        try (Ec2Client ec2 = Ec2Client.builder()
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIATEST", "x")))
                .endpointOverride(server.endpoint())
                .build()) {
            String id = ec2.createVpc(r -> r.cidrBlock("10.77.0.0/16")).vpc().vpcId();

            assertThat(ec2.describeVpcs().vpcs()).as("EC2 shows it in an hour").isEmpty();
            JsonNode shown = new ObjectMapper().readTree(get(server.endpoint().resolve("/eks-dsl/inventory")));
            assertThat(Instant.parse(shown.path("moment").asText()))
                    .isCloseTo(Instant.now(), within(1, ChronoUnit.HOURS));
            assertThat(shown.path("items"))
                    .filteredOn(item -> item.path("type").asText().equals("vpc"))
                    .singleElement()
                    .hasToString("{\"service\":\"ec2\",\"type\":\"vpc\",\"id\":\"" + id + "\",\"tags\":{}}");
        } finally {
            server.stop();
        }
    }

    @Test
    void tls_isTrustedWithTheFileOfItsAuthority(@TempDir Path folder) throws Exception {
        assumeTrue(Command.works("curl", "--version"), "needs curl");
        Path authority = folder.resolve("ca.pem");
        ServerProcess server = ServerProcess.start("--tls", "--ca-file", authority.toString());
        try {
            String url = server.endpoint() + "/moto-api/reset";

            assertThat(server.endpoint()).hasScheme("https");
            assertThat(Files.readString(authority)).startsWith("-----BEGIN CERTIFICATE-----");
            assertThat(curl("--cacert", authority.toString(), "-X", "POST", url).out())
                    .contains("ok");
            assertThat(curl("-X", "POST", url).code()).as("not trusted").isEqualTo(60);
        } finally {
            server.stop();
        }
    }

    private static Command curl(String... words) {
        return Command.run(
                Map.of(),
                Stream.concat(List.of("curl", "-sS").stream(), List.of(words).stream())
                        .toList());
    }

    private static String get(URI uri) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                .body();
    }

    private static int post(URI uri) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).POST(BodyPublishers.noBody()).build(), BodyHandlers.discarding())
                .statusCode();
    }
}
