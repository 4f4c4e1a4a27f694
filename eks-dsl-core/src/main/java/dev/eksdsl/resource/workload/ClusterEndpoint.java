package dev.eksdsl.resource.workload;

import dev.eksdsl.aws.AwsApi;
import dev.eksdsl.aws.AwsCallException;
import dev.eksdsl.resource.Ownership;
import java.util.Optional;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.Cluster;
import software.amazon.awssdk.services.eks.model.DescribeClusterRequest;

/**
 * Where a cluster's Kubernetes API is.
 *
 * @param cluster the cluster's name
 * @param arn the cluster's ARN
 * @param url the URL of the API
 * @param certificateAuthority the authority that signs the API's certificate: PEM, Base64-encoded
 */
public record ClusterEndpoint(String cluster, String arn, String url, String certificateAuthority) {

    /**
     * The endpoint of a cluster that is ours and stays for now; empty if there is none, or it is about to go, or has no
     * endpoint yet. Costs no call beside the cluster kind's own.
     */
    static Optional<ClusterEndpoint> of(AwsApi aws, Ownership owner) {
        DescribeClusterRequest request =
                DescribeClusterRequest.builder().name(owner.cluster()).build();
        try {
            Cluster cluster = aws.eks(EksClient::describeCluster, request).cluster();
            boolean usable = owner.read(cluster.tags()).isPresent()
                    && !cluster.statusAsString().equals("DELETING")
                    && cluster.endpoint() != null
                    && cluster.certificateAuthority() != null;
            return usable ? Optional.of(of(cluster)) : Optional.empty();
        } catch (AwsCallException e) {
            if (e.isNotFound()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static ClusterEndpoint of(Cluster cluster) {
        return new ClusterEndpoint(
                cluster.name(),
                cluster.arn(),
                cluster.endpoint(),
                cluster.certificateAuthority().data());
    }
}
