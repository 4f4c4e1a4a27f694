package dev.eksdsl.resource.nodegroup;

import dev.eksdsl.aws.AwsApi;
import dev.eksdsl.resource.eks.ClusterParts;
import java.util.List;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.ListNodegroupsRequest;
import software.amazon.awssdk.services.eks.model.ListNodegroupsResponse;

/** Finds the node groups of a cluster. */
final class NodeGroupReads {

    private NodeGroupReads() {}

    /** All names; none if there is no such cluster, which costs no call beside the cluster kind's own. */
    static List<String> list(AwsApi aws, String cluster) {
        return ClusterParts.names(
                aws,
                cluster,
                token -> aws.eks(
                        EksClient::listNodegroups,
                        ListNodegroupsRequest.builder()
                                .clusterName(cluster)
                                .nextToken(token)
                                .build()),
                ListNodegroupsResponse::nextToken,
                ListNodegroupsResponse::nodegroups);
    }
}
