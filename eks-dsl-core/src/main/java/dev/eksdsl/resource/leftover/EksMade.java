package dev.eksdsl.resource.leftover;

import java.util.Map;

/** Tags that EKS sets on what it makes, and deletes itself. */
public final class EksMade {

    /** On the security group of a cluster; the value is the cluster's name. */
    static final String CLUSTER = "aws:eks:cluster-name";

    /** On all that a managed node group consists of. It goes with the node group, which EKS deletes. */
    static final String NODE_GROUP = "eks:nodegroup-name";

    private EksMade() {}

    /** Whether it goes with the control plane. */
    public static boolean goesWithCluster(Map<String, String> tags) {
        return tags.containsKey(CLUSTER);
    }
}
