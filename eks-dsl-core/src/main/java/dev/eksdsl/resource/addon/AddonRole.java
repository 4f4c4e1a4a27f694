package dev.eksdsl.resource.addon;

import dev.eksdsl.resource.iam.PublishedPolicies;
import java.util.Map;
import java.util.Optional;

/**
 * The role that an add-on needs for its work in AWS: bound to one service account, with managed policies. Source: AWS's add-on
 * pages and managed policy reference.
 *
 * @param namespace the service account's namespace
 * @param serviceAccount its name
 * @param policy the name of the managed policy, with its path
 */
public record AddonRole(String namespace, String serviceAccount, String policy) {

    private static final Map<String, AddonRole> KNOWN = Map.of(
            "aws-ebs-csi-driver", new AddonRole("kube-system", "ebs-csi-controller-sa", PublishedPolicies.EBS_CSI),
            "aws-fsx-csi-driver", new AddonRole("kube-system", "fsx-csi-controller-sa", PublishedPolicies.FSX),
            "amazon-cloudwatch-observability",
                    new AddonRole("amazon-cloudwatch", "cloudwatch-agent", PublishedPolicies.CLOUDWATCH_AGENT));

    /** The role that this add-on is known to need. */
    public static Optional<AddonRole> of(String addon) {
        return Optional.ofNullable(KNOWN.get(addon));
    }
}
