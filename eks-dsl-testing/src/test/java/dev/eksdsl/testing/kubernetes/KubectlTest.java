package dev.eksdsl.testing.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real kubectl against a fake cluster over HTTPS; skipped where kubectl is not installed. */
class KubectlTest {

    private static final String MANIFEST = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web-api, namespace: default}
            spec:
              replicas: 2
              selector: {matchLabels: {app: web-api}}
              template:
                metadata: {labels: {app: web-api}}
                spec:
                  containers: [{name: api, image: "web-api:v1", ports: [{containerPort: 8080}]}]
            ---
            apiVersion: v1
            kind: Service
            metadata:
              name: web-api
              namespace: default
              annotations:
                service.beta.kubernetes.io/aws-load-balancer-type: external
                service.beta.kubernetes.io/aws-load-balancer-scheme: internet-facing
            spec:
              type: LoadBalancer
              selector: {app: web-api}
              ports: [{port: 80, targetPort: 8080}]
            """;

    @TempDir
    Path directory;

    private TestCluster test;

    @BeforeEach
    void open() throws IOException {
        assumeTrue(
                Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                        .anyMatch(entry -> Files.isExecutable(Path.of(entry, "kubectl"))),
                "kubectl is not installed");
        test = new TestCluster(FakeKubernetes.Options.DEFAULT.withServed(true), "1.32");
        Files.writeString(directory.resolve("web.yaml"), MANIFEST);
    }

    @AfterEach
    void close() {
        if (test != null) {
            test.cluster.close();
        }
    }

    /** With a fresh token each time, as with {@code aws eks get-token}: virtual minutes pass while kubectl waits. */
    private void login() throws IOException {
        byte[] pem = test.cluster.certificateAuthorityPem().getBytes(StandardCharsets.UTF_8);
        Files.writeString(directory.resolve("config"), """
                apiVersion: v1
                kind: Config
                current-context: fake
                clusters: [{name: fake, cluster: {server: "%s", certificate-authority-data: %s}}]
                users: [{name: me, user: {token: "%s"}}]
                contexts: [{name: fake, context: {cluster: fake, user: me}}]
                """.formatted(
                        test.cluster.endpoint(), Base64.getEncoder().encodeToString(pem), Tokens.of(test.time.now())));
    }

    private String kubectl(String... arguments) throws IOException, InterruptedException {
        return kubectlEnding(0, arguments);
    }

    private String kubectlEnding(int status, String... arguments) throws IOException, InterruptedException {
        login();
        List<String> command = new ArrayList<>(List.of("kubectl", "--kubeconfig", "config", "--cache-dir", "cache"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output").toFile())
                .start();
        boolean ended = process.waitFor(60, TimeUnit.SECONDS);
        if (!ended) {
            process.destroyForcibly();
        }
        String output = Files.readString(directory.resolve("output"));
        assertThat(ended).as("kubectl ended; it said: %s", output).isTrue();
        assertThat(process.exitValue()).as(output).isEqualTo(status);
        return output;
    }

    @Test
    void nodes_areListedAsATable() throws Exception {
        test.nodes(2).pass(60);

        assertThat(kubectl("get", "nodes")).contains("NAME", "STATUS").containsPattern("ip-10-0-2-100\\S+ +Ready");
    }

    @Test
    void manifest_isApplied_rolledOut_andServed() throws Exception {
        test.nodes(2).pass(60);

        assertThat(kubectl("apply", "-f", "web.yaml"))
                .contains("deployment.apps/web-api created", "service/web-api created");
        assertThat(kubectl("rollout", "status", "deployment/web-api", "--timeout=50s"))
                .contains("deployment \"web-api\" successfully rolled out");
        assertThat(kubectl("get", "svc", "web-api")).contains("LoadBalancer", ".elb.eu-west-1.amazonaws.com");

        Files.writeString(directory.resolve("web.yaml"), MANIFEST.replace("web-api:v1", "web-api:v2"));
        assertThat(kubectl("apply", "-f", "web.yaml"))
                .contains("deployment.apps/web-api configured", "service/web-api unchanged");
        assertThat(kubectl("rollout", "status", "deployment/web-api", "--timeout=50s"))
                .contains("successfully");
        assertThat(kubectl("delete", "-f", "web.yaml", "--timeout=50s")).contains("deleted");
        assertThat(test.cloud.loadBalancers).isEmpty();
    }

    @Test
    void fields_areExplained() throws Exception {
        assertThat(kubectl("explain", "deployment.spec.replicas"))
                .contains("KIND:       Deployment", "replicas <integer>");
    }

    @Test
    void changedManifest_isShownAsADifference() throws Exception {
        kubectl("apply", "-f", "web.yaml");
        Files.writeString(directory.resolve("web.yaml"), MANIFEST.replace("web-api:v1", "web-api:v2"));

        assertThat(kubectlEnding(1, "diff", "-f", "web.yaml")).containsPattern("\\+ +.*image: web-api:v2");
    }

    @Test
    void manifest_isAppliedByTheServer() throws Exception {
        assertThat(kubectl("apply", "--server-side", "-f", "web.yaml"))
                .contains("deployment.apps/web-api serverside-applied");
        assertThat(kubectl("get", "events,endpointslices", "-A")).isNotNull();
    }
}
