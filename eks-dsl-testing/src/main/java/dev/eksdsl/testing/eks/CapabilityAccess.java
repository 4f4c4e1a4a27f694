package dev.eksdsl.testing.eks;

import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.services.eks.model.AccessScope;
import software.amazon.awssdk.services.eks.model.AccessScopeType;
import software.amazon.awssdk.services.eks.model.Capability;

/**
 * The access entry that EKS makes for the role of a capability, with the access policies of the capability's type: that of
 * Argo CD's own namespace is scoped to it, all others to the cluster.
 */
final class CapabilityAccess {

    private CapabilityAccess() {}

    static void grant(AccessEntries access, CapabilityState capability, Instant now) {
        ClusterState cluster = capability.cluster;
        Capability described = capability.described();
        AccessEntryState entry = access.ensureForCapability(cluster, described.roleArn());
        switch (described.type()) {
            case ACK -> everywhere(entry, cluster, "AmazonEKSACKPolicy", now);
            case KRO -> everywhere(entry, cluster, "AmazonEKSKROPolicy", now);
            case ARGOCD -> {
                everywhere(entry, cluster, "AmazonEKSArgoCDClusterPolicy", now);
                AccessScope namespace = AccessScope.builder()
                        .type(AccessScopeType.NAMESPACE)
                        .namespaces(described.configuration().argoCd().namespace())
                        .build();
                String policy = AccessPolicies.arn(cluster.creator, "AmazonEKSArgoCDPolicy");
                AccessPolicies.associate(entry, policy, namespace, now);
            }
            default -> throw new IllegalStateException("validation lets no other type pass: " + described.type());
        }
        access.tell(cluster);
    }

    private static void everywhere(AccessEntryState entry, ClusterState cluster, String policy, Instant now) {
        AccessPolicies.associateWholeCluster(entry, AccessPolicies.arn(cluster.creator, policy), now);
    }

    /** Takes the entry away if EKS made it, and no other capability has the role. */
    static void revoke(AccessEntries access, ClusterState cluster, String roleArn) {
        List<String> rolesInUse = cluster.capabilities.values().stream()
                .map(other -> other.described().roleArn())
                .toList();
        access.dropForNodes(cluster, roleArn, rolesInUse);
    }
}
