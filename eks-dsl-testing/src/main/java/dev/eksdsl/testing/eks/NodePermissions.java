package dev.eksdsl.testing.eks;

import dev.eksdsl.testing.iam.Roles.RoleView;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a role lets new nodes do (EKS user guide, "Amazon EKS node IAM role"). A role with policies of the customer's own is
 * taken to be good: what they grant is not looked into. Nodes that have joined stay, whatever happens to their role.
 *
 * @param register whether nodes find out who they are, and come to the cluster
 * @param getReady whether they get the images and the addresses that make them ready
 */
record NodePermissions(boolean register, boolean getReady) {

    private static final Set<String> WORKER = Set.of("AmazonEKSWorkerNodePolicy", "AmazonEKSWorkerNodeMinimalPolicy");
    private static final String REGISTRY = "AmazonEC2ContainerRegistry";
    private static final String NETWORK = "AmazonEKS_CNI_Policy";

    static NodePermissions of(Surroundings eks, NodegroupState group) {
        String arn = Objects.requireNonNull(group.described().nodeRole());
        Optional<RoleView> role = eks.roles().settled(group.cluster.creator, arn);
        boolean allJoined = group.nodes.stream().allMatch(node -> node.joined());
        if (allJoined || role.isEmpty() || hasOwnPolicies(role.get())) {
            return new NodePermissions(true, true);
        }
        Set<String> policies =
                role.get().managedPolicies().stream().map(Arns::lastName).collect(Collectors.toSet());
        boolean images = policies.stream().anyMatch(policy -> policy.startsWith(REGISTRY));
        boolean addresses = policies.contains(NETWORK) || networkHasItsOwnRole(group.cluster);
        return new NodePermissions(policies.stream().anyMatch(WORKER::contains), images && addresses);
    }

    private static boolean hasOwnPolicies(RoleView role) {
        return !role.inlinePolicies().isEmpty()
                || role.managedPolicies().stream().anyMatch(arn -> !arn.contains(":iam::aws:policy/"));
    }

    private static boolean networkHasItsOwnRole(ClusterState cluster) {
        AddonState network = cluster.addons.get("vpc-cni");
        return network != null
                && (network.described().serviceAccountRoleArn() != null
                        || !network.described().podIdentityAssociations().isEmpty());
    }
}
