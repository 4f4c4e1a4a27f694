package dev.eksdsl.resource.iam;

import java.util.Set;

/**
 * Managed policies of AWS that the library names itself. They need not be looked up: AWS does not delete policies that it has
 * published. Source: AWS managed policy reference.
 */
public final class PublishedPolicies {

    public static final String CLUSTER = "AmazonEKSClusterPolicy";
    public static final String WORKER_NODE = "AmazonEKSWorkerNodePolicy";
    public static final String REGISTRY_PULL = "AmazonEC2ContainerRegistryPullOnly";
    public static final String CNI = "AmazonEKS_CNI_Policy";
    public static final String FARGATE_PODS = "AmazonEKSFargatePodExecutionRolePolicy";
    public static final String EBS_CSI = "AmazonEBSCSIDriverPolicyV2";
    public static final String FSX = "AmazonFSxFullAccess";
    public static final String CLOUDWATCH_AGENT = "CloudWatchAgentServerPolicy";

    private static final String OF_AWS = ":iam::aws:policy/";
    private static final Set<String> ALL =
            Set.of(CLUSTER, WORKER_NODE, REGISTRY_PULL, CNI, FARGATE_PODS, EBS_CSI, FSX, CLOUDWATCH_AGENT);

    private PublishedPolicies() {}

    /** Whether the ARN, in whichever partition, is of one of these. */
    static boolean has(String arn) {
        int name = arn.indexOf(OF_AWS);
        return name > 0 && ALL.contains(arn.substring(name + OF_AWS.length()));
    }
}
