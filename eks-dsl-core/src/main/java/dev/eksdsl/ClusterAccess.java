package dev.eksdsl;

import dev.eksdsl.aws.Attempts;
import dev.eksdsl.aws.AwsApi;
import dev.eksdsl.model.EksDslException;
import dev.eksdsl.time.Timeline;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.Cluster;
import software.amazon.awssdk.services.eks.model.DescribeClusterRequest;

/**
 * What it takes to reach a cluster's Kubernetes API.
 *
 * @param name the cluster's name
 * @param arn the cluster's ARN
 * @param region the cluster's region
 * @param endpoint the URL of the API
 * @param certificateAuthority the authority that signs the API's certificate: PEM, Base64-encoded, as EKS tells it
 */
public record ClusterAccess(String name, String arn, String region, String endpoint, String certificateAuthority) {

    /** Asks EKS. */
    static ClusterAccess read(AwsApi aws, Timeline timeline, String cluster) {
        DescribeClusterRequest request =
                DescribeClusterRequest.builder().name(cluster).build();
        Cluster found = timeline.await(new Attempts(timeline).read(() -> aws.eks(EksClient::describeCluster, request)))
                .cluster();
        if (found.endpoint() == null || found.certificateAuthority() == null) {
            throw new EksDslException("cluster " + cluster + " has no endpoint: it is " + found.statusAsString());
        }
        return new ClusterAccess(
                cluster,
                found.arn(),
                aws.region(),
                found.endpoint(),
                found.certificateAuthority().data());
    }
}
