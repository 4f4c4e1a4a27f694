package dev.eksdsl.testing.eks;

import dev.eksdsl.testing.iam.Roles;
import dev.eksdsl.testing.server.Caller;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Roles that have settled: one for clusters, one for nodes, one for Fargate pods, one for workloads. */
final class RolesDouble implements Roles {

    static final String CLUSTER = arn("cluster");
    static final String OF_ANOTHER_CLUSTER = arn("other-cluster");
    static final String NODE = arn("node");
    static final String FARGATE = arn("fargate");
    static final String WORKLOAD = arn("workload");

    private final Map<String, RoleView> roles = new HashMap<>();

    /** Service-linked roles that were asked for once: they settle when they are asked for again. */
    private final Set<String> awaited = new HashSet<>();

    RolesDouble() {
        put(CLUSTER, trust("eks.amazonaws.com", ""), "AmazonEKSClusterPolicy");
        put(OF_ANOTHER_CLUSTER, trust("eks.amazonaws.com", boundTo("cluster/other")), "AmazonEKSClusterPolicy");
        put(
                NODE,
                trust("ec2.amazonaws.com", ""),
                "AmazonEKSWorkerNodePolicy",
                "AmazonEC2ContainerRegistryPullOnly",
                "AmazonEKS_CNI_Policy");
        put(FARGATE, fargateTrust("fargateprofile/demo/*"), "AmazonEKSFargatePodExecutionRolePolicy");
        put(WORKLOAD, trust("pods.eks.amazonaws.com", ""), "AmazonS3ReadOnlyAccess");
    }

    static String arn(String name) {
        return "arn:aws:iam::111122223333:role/" + name;
    }

    static String fargateTrust(String source) {
        return trust("eks-fargate-pods.amazonaws.com", boundTo(source));
    }

    private static String boundTo(String source) {
        return ",\"Condition\":{\"ArnLike\":{\"aws:SourceArn\":\"arn:aws:eks:us-east-1:111122223333:" + source + "\"}}";
    }

    static String trust(String service, String condition) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\""
                + service + "\"},\"Action\":\"sts:AssumeRole\"" + condition + "}]}";
    }

    void put(String arn, String trust, String... policies) {
        Set<String> arns = Set.copyOf(Arrays.stream(policies)
                .map(policy -> "arn:aws:iam::aws:policy/" + policy)
                .toList());
        roles.put(arn, new RoleView(arn, Arns.lastName(arn), trust, arns, Set.of()));
    }

    @Override
    public Optional<RoleView> settled(Caller caller, String roleArn) {
        return Optional.ofNullable(roles.get(roleArn));
    }

    @Override
    public boolean oidcProviderExists(Caller caller, String issuerUrl) {
        return false;
    }

    @Override
    public void ensureServiceLinkedRole(Caller caller, String service, String roleName) {
        String arn = "arn:aws:iam::" + caller.accountId() + ":role/aws-service-role/" + service + "/" + roleName;
        if (roles.containsKey(arn)) {
            return;
        }
        if (awaited.add(arn)) {
            return;
        }
        put(arn, trust(service, ""));
    }
}
