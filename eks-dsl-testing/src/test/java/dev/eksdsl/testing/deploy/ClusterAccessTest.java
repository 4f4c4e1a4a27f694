package dev.eksdsl.testing.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eksdsl.EksSession;
import dev.eksdsl.kubernetes.EksKubernetes;
import dev.eksdsl.kubernetes.access.EksToken;
import dev.eksdsl.testing.EksTest;
import dev.eksdsl.testing.FakeAws;
import io.fabric8.kubernetes.api.model.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Who may call a cluster's API, for how long, and how kubectl finds it. */
@EksTest
class ClusterAccessTest {

    private static final Duration DAY = Duration.ofHours(24);
    private static final Duration PAUSE = Duration.ofMinutes(5);

    private FakeAws aws;
    private EksSession eks;
    private KubernetesClient client;

    @Test
    void creatorOfTheCluster_isAdmin() {
        assertThat(client.namespaces().list().getItems()).isNotEmpty();
    }

    @Test
    void principalWithoutAnAccessEntry_isUnauthorized() {
        EksSession stranger = stranger();

        try (KubernetesClient strange = EksKubernetes.client(stranger, "test")) {
            assertThatThrownBy(() -> strange.namespaces().list())
                    .isInstanceOfSatisfying(
                            KubernetesClientException.class,
                            e -> assertThat(e.getCode()).isEqualTo(401));
            assertThatThrownBy(() -> EksKubernetes.deployer(stranger, strange).apply(WebApi.deployment()))
                    .hasMessageContaining("give the AWS principal of these credentials an access entry in the cluster");
        }
    }

    @Test
    void principalGetsAnAccessEntryWithViewPolicy_readsButDoesNotWrite() {
        String arn = "arn:aws:iam::123456789012:user/AKIASTRANGER";
        aws.eksClient().createAccessEntry(r -> r.clusterName("test").principalArn(arn));
        aws.eksClient()
                .associateAccessPolicy(r -> r.clusterName("test")
                        .principalArn(arn)
                        .policyArn("arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy")
                        .accessScope(scope -> scope.type("cluster")));

        try (KubernetesClient strange = EksKubernetes.client(stranger(), "test")) {
            assertThat(strange.pods().inNamespace("kube-system").list().getItems())
                    .isNotEmpty();
            assertThatThrownBy(() -> strange.resource(WebApi.deployment(d -> d.namespace("default")))
                            .create())
                    .isInstanceOfSatisfying(
                            KubernetesClientException.class,
                            e -> assertThat(e.getCode()).isEqualTo(403));
        }
    }

    @Test
    void clientOverADay_isNeverRefused() {
        for (Duration passed = Duration.ZERO; passed.compareTo(DAY) < 0; passed = passed.plus(PAUSE)) {
            assertThat(client.namespaces().withName("default").get())
                    .as("after %s", passed)
                    .isNotNull();
            aws.clock().advance(PAUSE);
        }
    }

    @Test
    void tokenThatIsNotRenewed_isRefusedAfterAQuarterOfAnHour() {
        EksToken token = EksKubernetes.tokens(eks, "test").token();
        try (KubernetesClient fixed = new KubernetesClientBuilder()
                .withConfig(new io.fabric8.kubernetes.client.ConfigBuilder(io.fabric8.kubernetes.client.Config.empty())
                        .withMasterUrl(eks.access("test").endpoint())
                        .withCaCertData(eks.access("test").certificateAuthority())
                        .withOauthToken(token.value())
                        .build())
                .withHttpClientFactory(eks.part(HttpClient.Factory.class).orElseThrow())
                .build()) {
            aws.clock().advance(Duration.ofMinutes(13));
            assertThat(fixed.namespaces().list().getItems()).isNotEmpty();

            aws.clock().advance(Duration.ofMinutes(3));
            assertThatThrownBy(() -> fixed.namespaces().list())
                    .isInstanceOfSatisfying(
                            KubernetesClientException.class,
                            e -> assertThat(e.getCode()).isEqualTo(401));
        }
    }

    @Test
    void kubeconfig_isWrittenForKubectl(@TempDir Path folder) throws IOException {
        Path file = EksKubernetes.kubeconfig(eks, "test").alias("mine").mergeInto(folder.resolve("config"));

        Config config = read(file);
        assertThat(config.getCurrentContext()).isEqualTo("mine");
        var cluster = config.getClusters().get(0).getCluster();
        assertThat(cluster.getServer()).isEqualTo(eks.access("test").endpoint());
        assertThat(new String(Base64.getDecoder().decode(cluster.getCertificateAuthorityData())))
                .startsWith("-----BEGIN CERTIFICATE-----");
        assertThat(config.getUsers().get(0).getUser().getExec().getArgs())
                .contains("eks", "get-token", "--cluster-name", "test", "--region", "us-east-1");
    }

    @Test
    void kubeconfigIsThereAlready_othersEntriesStay(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("config");
        Files.writeString(file, """
                apiVersion: v1
                kind: Config
                current-context: home
                clusters:
                - name: home
                  cluster:
                    server: https://127.0.0.1:6443
                contexts:
                - name: home
                  context:
                    cluster: home
                    user: me
                users:
                - name: me
                  user:
                    token: abc
                """);

        EksKubernetes.kubeconfig(eks, "test").mergeInto(file);
        EksKubernetes.kubeconfig(eks, "test").mergeInto(file);

        String arn = eks.access("test").arn();
        Config config = read(file);
        assertThat(config.getCurrentContext()).isEqualTo(arn);
        assertThat(config.getContexts()).extracting(c -> c.getName()).containsExactly("home", arn);
        assertThat(config.getUsers().get(0).getUser().getToken()).isEqualTo("abc");
    }

    private EksSession stranger() {
        return aws.session(options -> options.credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIASTRANGER", "secret"))));
    }

    private static Config read(Path file) throws IOException {
        return Serialization.unmarshal(Files.readString(file), Config.class);
    }
}
