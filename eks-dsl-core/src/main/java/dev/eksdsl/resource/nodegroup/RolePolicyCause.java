package dev.eksdsl.resource.nodegroup;

import dev.eksdsl.aws.AwsCallException;
import dev.eksdsl.resource.iam.RoleReads;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.Addon;
import software.amazon.awssdk.services.eks.model.DescribeAddonRequest;

/**
 * The nodes' role lacks what nodes may do (EKS user guide, "Amazon EKS node IAM role"). A role with policies of one's own is
 * not judged: they may grant it.
 */
final class RolePolicyCause {

    private static final Set<String> WORKER = Set.of("AmazonEKSWorkerNodePolicy", "AmazonEKSWorkerNodeMinimalPolicy");
    private static final Set<String> REGISTRY = Set.of(
            "AmazonEC2ContainerRegistryPullOnly",
            "AmazonEC2ContainerRegistryReadOnly",
            "AmazonEC2ContainerRegistryPowerUser",
            "AmazonEC2ContainerRegistryFullAccess");
    private static final Set<String> NETWORK = Set.of("AmazonEKS_CNI_Policy");

    private RolePolicyCause() {}

    static List<String> of(NodeFacts facts) {
        String role = facts.group().nodeRole();
        String name = role.substring(role.lastIndexOf('/') + 1);
        Set<String> attached = RoleReads.managedPolicies(facts.aws(), name);
        boolean ownPolicies = attached.stream().anyMatch(arn -> !arn.contains(":iam::aws:policy/"))
                || !RoleReads.inlinePolicyNames(facts.aws(), name).isEmpty();
        if (ownPolicies) {
            return List.of();
        }
        Set<String> names = attached.stream()
                .map(arn -> arn.substring(arn.lastIndexOf('/') + 1))
                .collect(Collectors.toSet());
        List<String> missing = new ArrayList<>();
        if (names.stream().noneMatch(WORKER::contains)) {
            missing.add("AmazonEKSWorkerNodePolicy");
        }
        if (names.stream().noneMatch(REGISTRY::contains)) {
            missing.add("AmazonEC2ContainerRegistryPullOnly");
        }
        if (names.stream().noneMatch(NETWORK::contains) && !networkHasItsOwnRole(facts)) {
            missing.add("AmazonEKS_CNI_Policy");
        }
        return missing.isEmpty()
                ? List.of()
                : List.of("the nodes' role " + name + " lacks what nodes need: attach " + String.join(", ", missing));
    }

    private static boolean networkHasItsOwnRole(NodeFacts facts) {
        try {
            Addon network = facts.aws()
                    .eks(
                            EksClient::describeAddon,
                            DescribeAddonRequest.builder()
                                    .clusterName(facts.cluster().name())
                                    .addonName(PodNetworkCause.ADDON)
                                    .build())
                    .addon();
            return network.serviceAccountRoleArn() != null
                    || !network.podIdentityAssociations().isEmpty();
        } catch (AwsCallException e) {
            if (e.isNotFound()) {
                return false;
            }
            throw e;
        }
    }
}
