package dev.eksdsl.benchmarks.waiting;

import dev.eksdsl.resource.iam.RoleName;
import java.util.List;
import java.util.function.Supplier;

/**
 * The cluster's roles. Their names and paths are the library's: by these the fake draws how long IAM takes to spread them, so
 * it takes as long for all tools.
 */
final class Roles {

    private static final String REGION = "us-east-1";

    private final Site site;

    Roles(Site site) {
        this.site = site;
    }

    Task cluster() {
        return role("cluster", "cluster", () -> trust("eks.amazonaws.com"), List.of("AmazonEKSClusterPolicy"));
    }

    Task nodes() {
        return role(
                "node",
                "node",
                () -> trust("ec2.amazonaws.com"),
                List.of("AmazonEKSWorkerNodePolicy", "AmazonEC2ContainerRegistryPullOnly", "AmazonEKS_CNI_Policy"));
    }

    Task fargate() {
        return role(
                "fargate",
                "fargate",
                () -> trust("eks-fargate-pods.amazonaws.com"),
                List.of("AmazonEKSFargatePodExecutionRolePolicy"));
    }

    /** A role for a service account: it trusts the cluster's issuer. */
    Task serviceAccount(String name, String namespace, String account) {
        String purpose = name.equals("ebs") ? "addon/aws-ebs-csi-driver" : "irsa/" + namespace + "/" + account;
        String policy = name.equals("ebs") ? "service-role/AmazonEBSCSIDriverPolicy" : "AmazonS3ReadOnlyAccess";
        return role(name, purpose, () -> webIdentity(namespace, account), List.of(policy))
                .behind(List.of("oidc/" + Site.CLUSTER));
    }

    private Task role(String name, String purpose, Supplier<String> trust, List<String> policies) {
        String roleName = RoleName.of(Site.CLUSTER, REGION, purpose);
        return Task.of("role/" + name, () -> {
            String arn = site.iam
                    .createRole(q -> q.roleName(roleName)
                            .path(RoleName.path(Site.CLUSTER, REGION))
                            .assumeRolePolicyDocument(trust.get()))
                    .role()
                    .arn();
            policies.forEach(policy -> site.iam.attachRolePolicy(
                    q -> q.roleName(roleName).policyArn("arn:aws:iam::aws:policy/" + policy)));
            site.knows("role/" + name, arn);
        });
    }

    /** Takes the role away. */
    Task removal(String name, String... after) {
        return Task.of(
                "role/" + name,
                () -> {
                    String roleName = site.id("role/" + name);
                    site.iam
                            .listAttachedRolePolicies(q -> q.roleName(roleName))
                            .attachedPolicies()
                            .forEach(policy -> site.iam.detachRolePolicy(
                                    q -> q.roleName(roleName).policyArn(policy.policyArn())));
                    site.iam.deleteRole(q -> q.roleName(roleName));
                },
                after);
    }

    private static String trust(String service) {
        return """
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow",
                 "Principal": {"Service": "%s"}, "Action": "sts:AssumeRole"}}""".formatted(service);
    }

    private String webIdentity(String namespace, String account) {
        String issuer = site.id("issuer").replaceFirst("^https://", "");
        return """
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow",
                 "Principal": {"Federated": "%s"}, "Action": "sts:AssumeRoleWithWebIdentity",
                 "Condition": {"StringEquals": {"%s:aud": "sts.amazonaws.com",
                   "%s:sub": "system:serviceaccount:%s:%s"}}}}""".formatted(site.id("oidc/" + Site.CLUSTER), issuer, issuer, namespace, account);
    }
}
