package dev.eksdsl.resource.fargate;

import dev.eksdsl.aws.AwsApi;
import dev.eksdsl.aws.AwsCallException;
import dev.eksdsl.resource.Advice;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.FargateProfile;

/** What to do about the issues that EKS names of a Fargate profile. Source: EKS API model, FargateProfileIssueCode. */
final class FargateDiagnosis {

    private static final Advice ADVICE = new Advice(Map.of(
            "AccessDenied",
            "let the pod execution role be assumed by eks-fargate-pods.amazonaws.com, and give it"
                    + " AmazonEKSFargatePodExecutionRolePolicy",
            "PodExecutionRoleAlreadyInUse",
            "nodes use this role too: name one that is for Fargate alone with .podExecutionRole(...)",
            "ClusterUnreachable",
            "EKS does not reach the cluster's API: see the cluster's health, then plan again",
            "InternalFailure",
            "AWS failed: plan again, and ask AWS support if it stays"));

    private FargateDiagnosis() {}

    static List<String> of(AwsApi aws, String cluster, String name) {
        try {
            FargateProfile profile = aws.eks(
                            EksClient::describeFargateProfile, FargateProfileType.describe(cluster, name))
                    .fargateProfile();
            return profile.health() == null
                    ? List.of()
                    : profile.health().issues().stream()
                            .flatMap(issue -> ADVICE.on(issue.codeAsString(), issue.resourceIds()).stream())
                            .toList();
        } catch (AwsCallException e) {
            if (e.isNotFound()) {
                return List.of();
            }
            throw e;
        }
    }
}
