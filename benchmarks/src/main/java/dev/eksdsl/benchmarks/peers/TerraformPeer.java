package dev.eksdsl.benchmarks.peers;

import dev.eksdsl.benchmarks.MeasuredCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Terraform with its AWS provider. Making the folder ready ({@code init}) is not measured. */
final class TerraformPeer implements Peer {

    private static final String PROVIDER = "registry.terraform.io/hashicorp/aws";

    private static final List<String> CONFIGURATION = List.of("cluster.tf", "network.tf", "roles.tf");

    /** Where a machine may have providers; the first is said by the user, the others are Terraform's. */
    private static final List<Path> PLUGIN_FOLDERS = Stream.of(
                    System.getenv("TF_PLUGIN_DIR"),
                    System.getProperty("user.home") + "/.terraform.d/plugins",
                    "/usr/local/share/terraform/plugins",
                    "/usr/share/terraform/plugins")
            .filter(Objects::nonNull)
            .map(Path::of)
            .toList();

    @Override
    public String name() {
        return "Terraform";
    }

    @Override
    public Optional<String> missing() {
        if (!Command.works("terraform", "version")) {
            return Optional.of("terraform is not installed");
        }
        return plugins().isPresent()
                ? Optional.empty()
                : Optional.of("its AWS provider is in none of " + PLUGIN_FOLDERS
                        + "; name the folder that has it in TF_PLUGIN_DIR");
    }

    private static Optional<Path> plugins() {
        return PLUGIN_FOLDERS.stream()
                .filter(each -> Files.isDirectory(each.resolve(PROVIDER)))
                .findFirst();
    }

    @Override
    public Life begin(Path folder, Map<String, String> environment) throws IOException {
        for (String file : CONFIGURATION) {
            Resources.copy(file, folder);
        }
        Map<String, String> own = new HashMap<>(environment);
        own.put("TF_CLI_CONFIG_FILE", "");
        own.put("CHECKPOINT_DISABLE", "1");
        Command runner = new Command(folder, own);
        runner.run(words("init", "-plugin-dir=" + plugins().orElseThrow()));
        return new Programs(runner, stage -> Optional.of(program(stage)));
    }

    private static List<String> program(Stage stage) {
        String changed = "-var=most_nodes=" + MeasuredCluster.CHANGED_MOST_NODES;
        return switch (stage) {
            case APPLY -> words("apply", "-auto-approve");
            // a plan with something to do would end with code 2
            case PLAN -> words("plan", "-detailed-exitcode");
            case CHANGE -> words("apply", "-auto-approve", changed);
            case DESTROY -> words("destroy", "-auto-approve", changed);
        };
    }

    private static List<String> words(String command, String... options) {
        List<String> words = new ArrayList<>(List.of("terraform", command, "-input=false", "-no-color"));
        words.addAll(List.of(options));
        return words;
    }
}
