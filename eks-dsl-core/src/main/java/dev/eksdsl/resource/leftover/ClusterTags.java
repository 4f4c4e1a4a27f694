package dev.eksdsl.resource.leftover;

import dev.eksdsl.resource.Ownership;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.ec2.model.Filter;

/**
 * Whether tags say that something was made for a cluster, by controllers in it or by EKS. The cluster's whole name counts, so
 * a cluster {@code prod} has nothing of {@code prod-2}. A tag that names no cluster, such as {@code service.k8s.aws/stack},
 * {@code ebs.csi.aws.com/cluster=true} or {@code CSIVolumeName}, proves nothing by itself.
 *
 * @param cluster the cluster's name
 */
public record ClusterTags(String cluster) {

    /**
     * Set by cloud providers of Kubernetes, the EBS CSI driver ({@code --k8s-tag-cluster-id}), Karpenter and EKS: {@code
     * owned} goes with the cluster, {@code shared} outlives it (Kubernetes, cloud-provider-aws {@code tags.go}).
     */
    private static final String LIFECYCLE_PREFIX = "kubernetes.io/cluster/";

    private static final String OWNED = "owned";

    /** Keys whose value is the cluster's name. */
    private static final Set<String> NAMING = Set.of(
            // AWS Load Balancer Controller, pkg/deploy/tracking/provider.go; with ingress.k8s.aws/stack or
            // service.k8s.aws/stack
            "elbv2.k8s.aws/cluster",
            // the same controller before its version 2, ibid.
            "ingress.k8s.aws/cluster",
            // EBS CSI driver, pkg/driver/controller.go; cloud-provider-aws before Kubernetes 1.6
            "KubernetesCluster",
            // VPC CNI, pkg/awsutils/awsutils.go
            "cluster.k8s.amazonaws.com/name",
            // Karpenter, its policies in the getting-started template; EKS Auto Mode
            "eks:eks-cluster-name",
            // Karpenter's launch templates since 0.28, its upgrade guide
            "karpenter.k8s.aws/cluster",
            // EKS: the cluster's security group (user guide, "View Amazon EKS security group requirements")
            EksMade.CLUSTER);

    /** All keys to look for, as a filter of EC2: what has one of them is not the cluster's yet, see {@link #claim}. */
    public Filter anyOfThem() {
        Set<String> keys = new TreeSet<>(NAMING);
        keys.add(LIFECYCLE_PREFIX + cluster);
        return Filter.builder().name("tag-key").values(List.copyOf(keys)).build();
    }

    /** Whether these are the tags of something that was made for this cluster, and for it alone, by others than us. */
    public boolean claim(Map<String, String> tags) {
        if (tags.containsKey(Ownership.CLUSTER_TAG) || tags.containsKey(EksMade.NODE_GROUP) || isShared(tags)) {
            return false;
        }
        return OWNED.equals(tags.get(LIFECYCLE_PREFIX + cluster))
                || NAMING.stream().anyMatch(key -> cluster.equals(tags.get(key)));
    }

    /** Whether another cluster has a part in it, or this one shares it with what is no cluster. */
    private boolean isShared(Map<String, String> tags) {
        return tags.entrySet().stream()
                .filter(tag -> tag.getKey().startsWith(LIFECYCLE_PREFIX))
                .anyMatch(tag -> !tag.getKey().equals(LIFECYCLE_PREFIX + cluster)
                        || !tag.getValue().equals(OWNED));
    }

    /** The key of the tag that says {@code owned} of what goes with the cluster. */
    public String lifecycleKey() {
        return LIFECYCLE_PREFIX + cluster;
    }
}
