package dev.eksdsl.resource.addon;

import com.fasterxml.jackson.databind.node.JsonNodeType;
import dev.eksdsl.model.Problems;
import dev.eksdsl.resource.TagChecks;
import dev.eksdsl.resource.iam.ArnChecks;
import java.util.Set;

/** What EKS refuses in add-ons, and what their owner would regret. */
public final class AddonChecks {

    private static final Set<String> ON_EVERY_CLUSTER = Set.of("vpc-cni", "kube-proxy", "coredns");

    private AddonChecks() {}

    public static void check(Problems all, AddonSpec spec) {
        Problems problems = all.at("addon[" + spec.name() + "]");
        problems.errorIf(
                spec.name().isBlank() || spec.version().isBlank(),
                "EKS-A08",
                "",
                "name or version is empty",
                "such as .addon(\"coredns\", \"default\")");
        spec.configuration()
                .ifPresent(json -> problems.errorIf(
                        Configuration.parse(json).getNodeType() != JsonNodeType.OBJECT,
                        "EKS-A03",
                        "configuration",
                        "no JSON object",
                        "such as {\"replicaCount\": 3}"));
        problems.warnIf(
                spec.conflicts() == ConflictPolicy.NONE && ON_EVERY_CLUSTER.contains(spec.name()),
                "EKS-A05",
                "conflicts",
                "fails on a cluster that EKS has given a copy of its own",
                "ConflictPolicy.OVERWRITE");
        spec.role().ifPresent(role -> ArnChecks.role(problems, "role", role));
        TagChecks.check(problems, spec.tags());
    }

    /** Whether the settings say that its pods run on Fargate. */
    public static boolean runsOnFargate(AddonSpec spec) {
        return spec.configuration()
                .map(Configuration::parse)
                .filter(settings -> settings.path("computeType").asText().equals("Fargate"))
                .isPresent();
    }
}
