package dev.eksdsl.resource.cluster;

import dev.eksdsl.aws.AwsApi;
import dev.eksdsl.aws.AwsCallException;
import dev.eksdsl.resource.Advice;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.Cluster;

/** What to do about the issues that EKS names of a cluster. Source: EKS API reference, "ClusterIssue". */
final class ClusterDiagnosis {

    private static final String KEY = "make the KMS key usable again: its state, and the grant of the cluster's role";

    private static final Advice ADVICE = new Advice(Map.ofEntries(
            Map.entry(
                    "AccessDenied", "give the cluster's role AmazonEKSClusterPolicy, and its trust eks.amazonaws.com"),
            Map.entry("IamRoleNotFound", "the cluster's role was deleted: make it again, of the same name"),
            Map.entry("Ec2SubnetNotFound", "a subnet was deleted: plan again, which names those that there are"),
            Map.entry("Ec2SecurityGroupNotFound", "a security group was deleted: plan again"),
            Map.entry("VpcNotFound", "the VPC was deleted: the cluster has to be made anew, in another one"),
            Map.entry("InsufficientFreeAddresses", "free addresses in the cluster's subnets: EKS needs up to five"),
            Map.entry("ResourceLimitExceeded", "a quota of the account is used up: ask Service Quotas for more"),
            Map.entry("Ec2ServiceNotSubscribed", "the account is not subscribed to EC2: finish its sign-up"),
            Map.entry("StsRegionalEndpointDisabled", "turn the region's STS endpoint on in IAM's account settings"),
            Map.entry("UnsupportedVersion", "the version is out of support: declare a newer one with .version(...)"),
            Map.entry("KmsKeyDisabled", KEY),
            Map.entry("KmsKeyNotFound", KEY),
            Map.entry("KmsKeyMarkedForDeletion", KEY),
            Map.entry("KmsGrantRevoked", KEY),
            Map.entry("ConfigurationConflict", "undo by hand what conflicts, then plan again"),
            Map.entry(
                    "InternalFailure",
                    "AWS failed: plan again, which makes it anew, and ask AWS support if it stays")));

    private ClusterDiagnosis() {}

    static List<String> of(AwsApi aws, String name) {
        try {
            Cluster cluster = aws.eks(EksClient::describeCluster, ClusterType.describe(name))
                    .cluster();
            return cluster.health() == null
                    ? List.of()
                    : cluster.health().issues().stream()
                            .flatMap(issue -> ADVICE.on(issue.codeAsString(), issue.resourceIds()).stream())
                            .toList();
        } catch (AwsCallException e) {
            if (e.isNotFound()) {
                return List.of();
            }
            throw e;
        }
    }
}
