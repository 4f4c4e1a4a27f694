package dev.eksdsl.kubernetes.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eksdsl.ClusterAccess;
import dev.eksdsl.model.EksDslException;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KubeconfigTest {

    private static final String ARN = "arn:aws:eks:us-east-1:123456789012:cluster/production";
    private static final Kubeconfig ENTRY = Kubeconfig.of(
            new ClusterAccess("production", ARN, "us-east-1", "https://ABC.gr7.us-east-1.eks.amazonaws.com", "Q0E="));

    @TempDir
    private Path folder;

    @Test
    void newFile_isWhatTheAwsCliWrites() {
        assertThat(ENTRY.toYaml()).isEqualTo("""
                        ---
                        apiVersion: "v1"
                        kind: "Config"
                        clusters:
                        - cluster:
                            certificate-authority-data: "Q0E="
                            server: "https://ABC.gr7.us-east-1.eks.amazonaws.com"
                          name: "arn:aws:eks:us-east-1:123456789012:cluster/production"
                        contexts:
                        - context:
                            cluster: "arn:aws:eks:us-east-1:123456789012:cluster/production"
                            user: "arn:aws:eks:us-east-1:123456789012:cluster/production"
                          name: "arn:aws:eks:us-east-1:123456789012:cluster/production"
                        current-context: "arn:aws:eks:us-east-1:123456789012:cluster/production"
                        users:
                        - name: "arn:aws:eks:us-east-1:123456789012:cluster/production"
                          user:
                            exec:
                              apiVersion: "client.authentication.k8s.io/v1beta1"
                              args:
                              - "--region"
                              - "us-east-1"
                              - "eks"
                              - "get-token"
                              - "--cluster-name"
                              - "production"
                              - "--output"
                              - "json"
                              command: "aws"
                        """);
    }

    @Test
    void aliasProfileAndRole_areWhereTheAwsCliPutsThem() {
        String yaml = ENTRY.alias("prod")
                .profile("admin")
                .roleArn("arn:aws:iam::123456789012:role/kubectl")
                .toYaml();

        assertThat(yaml)
                .contains("current-context: \"prod\"")
                .contains("- \"--role\"\n      - \"arn:aws:iam::123456789012:role/kubectl\"")
                .contains("env:\n      - name: \"AWS_PROFILE\"\n        value: \"admin\"");
    }

    @Test
    void merged_keepsAllElseAndReplacesItsOwn() throws IOException {
        Path file = folder.resolve("config");
        String before = """
                apiVersion: v1
                kind: Config
                preferences:
                  colors: true
                clusters:
                - name: minikube
                  cluster:
                    server: https://127.0.0.1:8443
                    certificate-authority: /home/me/ca.crt
                    tls-server-name: minikube
                    extensions:
                    - name: cluster_info
                      extension: {provider: minikube.sigs.k8s.io, version: v1.30.0}
                - name: arn:aws:eks:us-east-1:123456789012:cluster/production
                  cluster:
                    server: https://OLD.gr7.us-east-1.eks.amazonaws.com
                    certificate-authority-data: T0xE
                contexts:
                - name: minikube
                  context: {cluster: minikube, user: minikube, namespace: dev}
                current-context: minikube
                users:
                - name: minikube
                  user:
                    client-certificate: /home/me/client.crt
                    client-key: /home/me/client.key
                    unknown-to-fabric8: "0123"
                - name: oidc
                  user:
                    exec:
                      apiVersion: client.authentication.k8s.io/v1
                      command: kubelogin
                      args: [get-token]
                      env: [{name: A, value: "yes"}]
                      interactiveMode: IfAvailable
                      installHint: install kubelogin
                      provideClusterInfo: true
                """;
        Files.writeString(file, before);

        ENTRY.mergeInto(file);

        Map<String, Object> expected = tree(before);
        Map<String, Object> entry = tree(ENTRY.toYaml());
        expected.put("current-context", ARN);
        expected.put("clusters", List.of(item(expected, "clusters", 0), item(entry, "clusters", 0)));
        expected.put("contexts", List.of(item(expected, "contexts", 0), item(entry, "contexts", 0)));
        expected.put("users", List.of(item(expected, "users", 0), item(expected, "users", 1), item(entry, "users", 0)));
        assertThat(tree(Files.readString(file))).isEqualTo(expected);
    }

    @Test
    void mergedTwice_changesNothing() throws IOException {
        Path file = ENTRY.mergeInto(folder.resolve("config"));
        String once = Files.readString(file);

        ENTRY.mergeInto(file);

        assertThat(file).hasContent(once);
    }

    @Test
    void written_isForItsOwnerAloneAndLeavesNothingBeside() throws IOException {
        Path file = folder.resolve(".kube").resolve("config");
        Files.createDirectories(file.getParent());
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--")));

        ENTRY.mergeInto(file);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (Stream<Path> files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void fileIsALink_itsTargetIsReplaced() throws IOException {
        Path real = Files.createFile(folder.resolve("real"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), real);

        ENTRY.mergeInto(link);

        assertThat(link).isSymbolicLink();
        assertThat(real).content().contains(ARN);
    }

    @Test
    void fileIsNoConfiguration_isLeftAsItIs() throws IOException {
        Path file = Files.writeString(folder.resolve("config"), "clusters: [");

        assertThatThrownBy(() -> ENTRY.mergeInto(file))
                .isInstanceOf(EksDslException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("left as it is");
        assertThat(file).hasContent("clusters: [");
    }

    @Test
    void fixedToken_goesIntoAFileOfItsOwnOnly() {
        Kubeconfig entry = ENTRY.token(new EksToken("k8s-aws-v1.abc", Instant.parse("2026-01-02T03:00:00Z")));
        Path file = folder.resolve("short-lived");

        assertThatThrownBy(() -> entry.mergeInto(file))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("2026-01-02T03:15:00Z")
                .hasMessageContaining("writeTo");
        assertThat(entry.writeTo(file))
                .content()
                .contains("token: \"k8s-aws-v1.abc\"")
                .doesNotContain("exec");
        assertThat(entry.toString()).doesNotContain("k8s-aws-v1");
    }

    @Test
    void writtenFile_isReadByFabric8() {
        Path file = ENTRY.token(new EksToken("secret", Instant.EPOCH)).writeTo(folder.resolve("config"));

        Config config = Config.fromKubeconfig(file.toFile());

        assertThat(config.getMasterUrl()).startsWith("https://ABC.gr7.us-east-1.eks.amazonaws.com");
        assertThat(config.getCaCertData()).isEqualTo("Q0E=");
        assertThat(config.getAutoOAuthToken()).isEqualTo("secret");
    }

    @Test
    void severalFilesInTheVariable_theOneThatHasTheClusterIsChosen() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken"), "clusters: [");
        Path other = folder.resolve("other");
        Path its = ENTRY.mergeInto(folder.resolve("its"));
        String variable = String.join(File.pathSeparator, broken.toString(), other.toString(), its.toString());

        assertThat(KubeconfigFile.byDefault(variable, folder, ARN)).isEqualTo(its);
        assertThat(KubeconfigFile.byDefault(variable, folder, "unknown")).isEqualTo(broken);
        assertThat(KubeconfigFile.byDefault("", folder, ARN)).isEqualTo(folder.resolve(".kube/config"));
        assertThat(KubeconfigFile.byDefault("~/mine", folder, ARN)).isEqualTo(folder.resolve("mine"));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> tree(String yaml) {
        return Serialization.unmarshal(yaml, Map.class);
    }

    private static Object item(Map<String, Object> tree, String list, int index) {
        return ((List<?>) tree.get(list)).get(index);
    }
}
