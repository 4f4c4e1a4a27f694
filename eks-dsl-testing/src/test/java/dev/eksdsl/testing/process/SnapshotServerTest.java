package dev.eksdsl.testing.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eksdsl.Eks;
import dev.eksdsl.EksClusterSpec;
import dev.eksdsl.EksSession;
import dev.eksdsl.kubernetes.EksKubernetes;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.eks.EksClient;

/** A server that is stopped and started again: another process finds what was there. */
class SnapshotServerTest {

    private static final StaticCredentialsProvider CREDENTIALS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIAIOSFODNN7EXAMPLE", "not-a-secret"));
    private static final EksClusterSpec SPEC =
            Eks.cluster("kept").version("1.35").nodeGroup("nodes").spec();

    @TempDir
    Path directory;

    @Test
    void serverThatIsStopped_goesOnWhereItWas() throws Exception {
        Path file = directory.resolve("server.json");
        List<String> there;
        String uid;
        ServerProcess first = start(file);
        try (EksSession eks = connect(first.endpoint())) {
            eks.apply(eks.plan(SPEC)).orThrow();
            try (KubernetesClient client = EksKubernetes.client(eks, "kept")) {
                uid = client.configMaps()
                        .inNamespace("default")
                        .resource(new ConfigMapBuilder()
                                .withNewMetadata()
                                .withName("mine")
                                .endMetadata()
                                .build())
                        .create()
                        .getMetadata()
                        .getUid();
            }
            there = described(first.endpoint());
            assertThat(file).doesNotExist();
        } finally {
            first.stop();
        }
        assertThat(file).exists();

        ServerProcess second = start(file);
        try (EksSession eks = connect(second.endpoint())) {
            assertThat(described(second.endpoint())).isEqualTo(there);
            assertThat(eks.plan(SPEC).isEmpty()).isTrue();
            try (KubernetesClient client = EksKubernetes.client(eks, "kept")) {
                assertThat(client.configMaps()
                                .inNamespace("default")
                                .withName("mine")
                                .get()
                                .getMetadata()
                                .getUid())
                        .isEqualTo(uid);
            }
            Files.delete(file);
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(second.endpoint().resolve("/eks-dsl/snapshot"))
                                    .POST(HttpRequest.BodyPublishers.noBody())
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains(file.toString(), "\"moment\"");
            assertThat(file).exists();
        } finally {
            second.stop();
        }
    }

    @Test
    void damagedFile_endsWithCode1() throws Exception {
        Path file = Files.writeString(directory.resolve("broken.json"), "{");
        Command ended = Command.run(Map.of(), ServerProcess.commandLine("--snapshot", file.toString()));

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.error()).contains(file.toString(), "is no snapshot, or a damaged one");
    }

    private static ServerProcess start(Path file) throws Exception {
        return ServerProcess.start("--speed", "1200", "--calendar", "2026-11-22", "--snapshot", file.toString());
    }

    private static EksSession connect(URI endpoint) {
        return Eks.connect(
                aws -> aws.region("us-east-1").credentialsProvider(CREDENTIALS).endpointOverride(endpoint));
    }

    /** What does not belong to the process, such as ports. */
    private static List<String> described(URI endpoint) {
        try (Ec2Client ec2 = Ec2Client.builder()
                        .region(Region.US_EAST_1)
                        .credentialsProvider(CREDENTIALS)
                        .endpointOverride(endpoint)
                        .build();
                EksClient eks = EksClient.builder()
                        .region(Region.US_EAST_1)
                        .credentialsProvider(CREDENTIALS)
                        .endpointOverride(endpoint)
                        .build()) {
            return List.of(
                    ec2.describeVpcs().toString(),
                    ec2.describeInstances().toString(),
                    ec2.describeNetworkInterfaces().toString(),
                    eks.describeNodegroup(q -> q.clusterName("kept").nodegroupName("nodes"))
                            .toString(),
                    eks.describeCluster(q -> q.name("kept"))
                            .cluster()
                            .identity()
                            .toString(),
                    eks.listAccessEntries(q -> q.clusterName("kept")).toString());
        }
    }
}
