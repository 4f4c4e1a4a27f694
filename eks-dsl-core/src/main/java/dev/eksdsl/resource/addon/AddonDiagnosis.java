package dev.eksdsl.resource.addon;

import dev.eksdsl.aws.AwsApi;
import dev.eksdsl.aws.AwsCallException;
import dev.eksdsl.resource.Advice;
import dev.eksdsl.resource.Causes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.Addon;
import software.amazon.awssdk.services.eks.model.AddonIssue;

/** Why an add-on does not work, from the issues that EKS names. Source: EKS API model, AddonIssueCode. */
final class AddonDiagnosis {

    private static final String NO_ROOM = "InsufficientNumberOfReplicas";
    private static final String ROLE = "give its service account a role that may do what it does: .role(...), or the"
            + " policies that EKS's user guide names for it";

    private static final Advice ADVICE = new Advice(Map.of(
            "ConfigurationConflict",
            "somebody else has set the same fields: take them over with .conflicts(ConflictPolicy.OVERWRITE)",
            "AccessDenied",
            ROLE,
            "AddonPermissionFailure",
            ROLE,
            "AddonSubscriptionNeeded",
            "subscribe to it in AWS Marketplace, then plan again",
            "AdmissionRequestDenied",
            "an admission webhook of the cluster refuses its objects: let them pass, then plan again",
            "ClusterUnreachable",
            "EKS does not reach the cluster's API: see the cluster's health, then plan again",
            "K8sResourceNotFound",
            "objects of it were deleted in the cluster: delete the add-on, then plan again, which installs it anew",
            "UnsupportedAddonModification",
            "EKS cannot change it this way: undo the change, or delete the add-on and plan again",
            "InternalFailure",
            "AWS failed: plan again, and ask AWS support if it stays"));

    private AddonDiagnosis() {}

    static List<String> of(AwsApi aws, String cluster, String name) {
        Optional<Addon> addon = read(aws, cluster, name);
        if (addon.isEmpty() || addon.get().health() == null) {
            return List.of();
        }
        Causes causes = new Causes();
        for (AddonIssue issue : addon.get().health().issues()) {
            causes.look(() -> issue.codeAsString().equals(NO_ROOM)
                    ? new RoomCause(aws, cluster).of(addon.get())
                    : ADVICE.on(issue.codeAsString(), issue.resourceIds()).stream()
                            .toList());
        }
        return causes.found();
    }

    private static Optional<Addon> read(AwsApi aws, String cluster, String name) {
        try {
            return Optional.of(aws.eks(EksClient::describeAddon, AddonType.describe(cluster, name))
                    .addon());
        } catch (AwsCallException e) {
            if (e.isNotFound()) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
