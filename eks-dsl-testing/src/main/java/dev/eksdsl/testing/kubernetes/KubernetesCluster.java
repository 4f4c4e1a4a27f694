package dev.eksdsl.testing.kubernetes;

import dev.eksdsl.testing.ec2.CloudNetwork;
import java.util.List;
import java.util.Map;

/**
 * The Kubernetes side of one fake EKS cluster, as the fake EKS drives it: EKS creates it when the cluster turns ACTIVE,
 * tells it of nodes, Fargate profiles, add-ons and access entries, and closes it when the cluster is deleted.
 */
public interface KubernetesCluster extends AutoCloseable {

    /** Where the API is reached: what DescribeCluster gives as the endpoint. */
    String endpoint();

    /** The certificate authority of {@link #endpoint()}: PEM, not yet Base64-encoded. */
    String certificateAuthorityPem();

    /** A node has joined: the kubelet registers it (and it turns Ready some seconds later). */
    void nodeJoined(NodeFacts node);

    /** A node is gone: its pods are gone with it. */
    void nodeLeft(String name);

    /**
     * Cordons a node and evicts its pods, as far as their disruption budgets allow.
     *
     * @param force whether pods go in spite of their budgets
     * @return whether no pod is left that a drain removes
     */
    boolean drain(String name, boolean force);

    /** The cluster's active Fargate profiles: pods that match run without a node of a group. Replaces the former list. */
    void fargateProfiles(List<FargateProfileFacts> profiles);

    /** An EKS add-on has been installed or changed; its workloads appear in the cluster. */
    void addonInstalled(String name, String version);

    void addonRemoved(String name);

    /** Whether the add-on's pods run (an add-on with a Deployment is DEGRADED until there is a node for it). */
    boolean addonHealthy(String name);

    /** Principals that may call the API, with the access policies that each has. Replaces the former list. */
    void access(List<AccessFacts> entries);

    /** Maps the role of nodes in the ConfigMap aws-auth, as EKS does where it makes no access entries. */
    void mapNodeRole(String roleArn);

    /** Whether the ConfigMap aws-auth maps the role. */
    boolean mapsRole(String roleArn);

    /** The control plane's version, such as {@code 1.35}. */
    void version(String kubernetesVersion);

    @Override
    void close();

    /** What the kubelet of a new node knows. */
    record NodeFacts(
            String name,
            CloudNetwork.InstanceView instance,
            CloudNetwork.InstanceTypeView type,
            String kubeletVersion,
            Map<String, String> labels,
            List<TaintFacts> taints) {}

    /** A taint in Kubernetes' spelling: effect {@code NoSchedule}, {@code NoExecute} or {@code PreferNoSchedule}. */
    record TaintFacts(String key, String value, String effect) {}

    /** A Fargate profile: its name, its selectors, its subnets. */
    record FargateProfileFacts(String name, List<SelectorFacts> selectors, List<String> subnetIds) {}

    /** A selector of a Fargate profile; {@code *} and {@code ?} are wildcards. */
    record SelectorFacts(String namespace, Map<String, String> labels) {}

    /** A principal, its Kubernetes groups and its EKS access policies (by name, such as AmazonEKSClusterAdminPolicy). */
    record AccessFacts(String principalArn, String username, List<String> groups, List<String> policies) {}

    /** Makes the Kubernetes side of clusters. */
    interface Factory {
        /** @param cluster what the new cluster is called, where it is, and who asked for it */
        KubernetesCluster create(ClusterFacts cluster);
    }

    /**
     * What a new cluster is called and where it is.
     *
     * @param id the 32 hexadecimal digits that AWS puts into the endpoint and the issuer URL
     * @param issuer the OIDC issuer URL
     */
    record ClusterFacts(
            String accountId,
            String region,
            String name,
            String id,
            String arn,
            String version,
            String issuer,
            String vpcId,
            List<String> subnetIds,
            String clusterSecurityGroupId) {}
}
