package dev.eksdsl.resource.nodegroup;

import dev.eksdsl.aws.AwsApi;
import java.util.List;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.Cluster;
import software.amazon.awssdk.services.eks.model.DescribeClusterRequest;
import software.amazon.awssdk.services.eks.model.DescribeNodegroupRequest;
import software.amazon.awssdk.services.eks.model.Issue;
import software.amazon.awssdk.services.eks.model.Nodegroup;
import software.amazon.awssdk.services.eks.model.VpcConfigResponse;

/**
 * A node group whose nodes are missing, and the cluster that they should join.
 *
 * @param aws reads, each made once
 */
record NodeFacts(AwsApi aws, Nodegroup group, Cluster cluster) {

    static NodeFacts read(AwsApi aws, String cluster, String name) {
        DescribeNodegroupRequest group = DescribeNodegroupRequest.builder()
                .clusterName(cluster)
                .nodegroupName(name)
                .build();
        DescribeClusterRequest whole =
                DescribeClusterRequest.builder().name(cluster).build();
        return new NodeFacts(
                aws,
                aws.eks(EksClient::describeNodegroup, group).nodegroup(),
                aws.eks(EksClient::describeCluster, whole).cluster());
    }

    List<Issue> issues() {
        return group.health() == null ? List.of() : group.health().issues();
    }

    /** Whether EKS says that nodes came to the cluster, but never got ready. */
    boolean areUnhealthy() {
        return issues().stream().anyMatch(issue -> issue.message().contains("Unhealthy nodes"));
    }

    VpcConfigResponse vpc() {
        return cluster.resourcesVpcConfig();
    }

    boolean isPrivate() {
        return Boolean.TRUE.equals(vpc().endpointPrivateAccess());
    }
}
