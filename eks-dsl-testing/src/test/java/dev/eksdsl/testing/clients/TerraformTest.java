package dev.eksdsl.testing.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.eksdsl.testing.process.Command;
import dev.eksdsl.testing.server.InventoryItem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.Nodegroup;

/** Terraform with its AWS provider, through the life of the cluster that {@code src/it/terraform} declares. */
class TerraformTest {

    private static final String PROVIDER = "registry.terraform.io/hashicorp/aws";

    /** Where a machine may have providers; the first is this test's own, the others are Terraform's. */
    private static final List<Path> PLUGIN_FOLDERS = Stream.of(
                    System.getenv("TF_PLUGIN_DIR"),
                    System.getProperty("user.home") + "/.terraform.d/plugins",
                    "/usr/local/share/terraform/plugins",
                    "/usr/share/terraform/plugins",
                    "/opt/tf-plugins")
            .filter(Objects::nonNull)
            .map(Path::of)
            .toList();

    @TempDir
    private Path folder;

    private ServedFake fake;

    @Test
    void lifeOfACluster() throws IOException {
        assumeTrue(Command.works("terraform", "version"), "needs terraform");
        Optional<Path> plugins = PLUGIN_FOLDERS.stream()
                .filter(each -> Files.isDirectory(each.resolve(PROVIDER)))
                .findFirst();
        assumeTrue(plugins.isPresent(), "needs Terraform's AWS provider in one of " + PLUGIN_FOLDERS);
        copyConfiguration();
        try (ServedFake served = ServedFake.open(600)) {
            fake = served;
            List<InventoryItem> before = fake.aws().inventory();
            EksClient eks = fake.aws().eksClient();

            terraform("init", "-plugin-dir=" + plugins.get());
            apply();
            assertNothingToDo();
            assertThat(nodegroup(eks, "api-workers").launchTemplate().version()).isEqualTo("1");

            String[] change = {"-var=max_nodes=12", "-var=disk_gib=80", "-var=team=core"};
            apply(change);
            assertNothingToDo(change);
            assertThat(nodegroup(eks, "general-workers").scalingConfig().maxSize())
                    .isEqualTo(12);
            assertThat(nodegroup(eks, "api-workers").launchTemplate().version()).isEqualTo("2");

            String[] upgrade = {"-var=cluster_version=1.35"};
            apply(upgrade);
            assertNothingToDo(upgrade);
            assertThat(nodegroup(eks, "general-workers").version()).isEqualTo("1.35");

            terraform("destroy", "-auto-approve", "-input=false");
            assertThat(fake.aws().inventory()).isEqualTo(before);
        }
    }

    private void copyConfiguration() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/it/terraform"))) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".tf")).toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
    }

    private static Nodegroup nodegroup(EksClient eks, String name) {
        return eks.describeNodegroup(r -> r.clusterName("production").nodegroupName(name))
                .nodegroup();
    }

    private void apply(String... variables) {
        terraform(words(List.of("apply", "-auto-approve", "-input=false"), variables));
    }

    /** A plan that ends with code 0 has nothing to change; with something to change it would be 2. */
    private void assertNothingToDo(String... variables) {
        terraform(words(List.of("plan", "-detailed-exitcode", "-input=false"), variables));
    }

    private static String[] words(List<String> words, String... variables) {
        return Stream.concat(words.stream(), Stream.of(variables)).toArray(String[]::new);
    }

    private void terraform(String... words) {
        List<String> command = new ArrayList<>(List.of("terraform"));
        command.addAll(List.of(words));
        command.add("-no-color");
        Map<String, String> environment = fake.environment();
        environment.put("TF_CLI_CONFIG_FILE", "");
        environment.put("CHECKPOINT_DISABLE", "1");
        Command ended = Command.run(environment, folder, Duration.ofMinutes(10), command);
        assertThat(ended.code())
                .as(String.join(" ", words) + "\n" + ended.out() + ended.error())
                .isZero();
    }
}
