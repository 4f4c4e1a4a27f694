package dev.eksdsl.testing.iam;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The managed policies of AWS that the fake knows, without their documents. */
final class AwsManagedPolicies {

    private static final Instant CREATED = Instant.parse("2024-01-01T00:00:00Z");

    /** Paths (without the first slash) and names: what EKS, its add-ons and common workloads attach. */
    private static final Set<String> STANDARD = Set.of(
            "AdministratorAccess",
            "AmazonDynamoDBFullAccess",
            "AmazonDynamoDBReadOnlyAccess",
            "AmazonEBSCSIDriverPolicyV2",
            "AmazonEC2ContainerRegistryPullOnly",
            "AmazonEC2ContainerRegistryReadOnly",
            "AmazonEKSBlockStoragePolicy",
            "AmazonEKSClusterPolicy",
            "AmazonEKSComputePolicy",
            "AmazonEKSFargatePodExecutionRolePolicy",
            "AmazonEKSLoadBalancingPolicy",
            "AmazonEKSNetworkingPolicy",
            "AmazonEKSServicePolicy",
            "AmazonEKSVPCResourceController",
            "AmazonEKSWorkerNodeMinimalPolicy",
            "AmazonEKSWorkerNodePolicy",
            "AmazonEKS_CNI_Policy",
            "AmazonFSxFullAccess",
            "AmazonRoute53FullAccess",
            "AmazonS3FullAccess",
            "AmazonS3ReadOnlyAccess",
            "AmazonSNSFullAccess",
            "AmazonSQSFullAccess",
            "AmazonSSMManagedInstanceCore",
            "AWSPrivateCAConnectorForKubernetesPolicy",
            "AWSXrayWriteOnlyAccess",
            "CloudWatchAgentServerPolicy",
            "CloudWatchNetworkFlowMonitorAgentPublishPolicy",
            "ReadOnlyAccess",
            "SecretsManagerReadWrite",
            "service-role/AmazonEBSCSIDriverPolicy",
            "service-role/AmazonEFSCSIDriverPolicy");

    private final Set<String> known = new TreeSet<>(STANDARD);

    /** Makes one more known. */
    void add(String pathAndName) {
        known.add(pathAndName);
    }

    Optional<FakePolicy> find(String partition, String arn) {
        String prefix = prefix(partition);
        return arn.startsWith(prefix) && known.contains(arn.substring(prefix.length()))
                ? Optional.of(policy(prefix, arn.substring(prefix.length())))
                : Optional.empty();
    }

    List<FakePolicy> all(String partition) {
        return known.stream().map(policy -> policy(prefix(partition), policy)).toList();
    }

    private static String prefix(String partition) {
        return "arn:" + partition + ":iam::aws:policy/";
    }

    private static FakePolicy policy(String prefix, String pathAndName) {
        int slash = pathAndName.lastIndexOf('/');
        String id = "ANPA" + String.format("%017X", pathAndName.hashCode() & 0xffffffffL);
        return new FakePolicy(
                id,
                prefix + pathAndName,
                pathAndName.substring(slash + 1),
                "/" + pathAndName.substring(0, slash + 1),
                CREATED,
                null,
                new IamTags(List.of()));
    }
}
