package dev.eksdsl.aws;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The failures that pass by themselves, as data. What is not in the table is final.
 *
 * <p>Most rows are known from years of public issue threads and from the source of the Terraform provider for AWS, eksctl
 * and Karpenter; each names its source.
 */
public final class TransientErrors {

    private static final Duration EKS = Duration.ofMinutes(2);
    private static final Duration EC2 = Duration.ofMinutes(5);
    private static final Duration BUSY = Duration.ofMinutes(60);
    private static final Duration DETACH = Duration.ofMinutes(20);

    /** Codes that mean "slower, please", over all services. They are never counted as a failure of the resource. */
    private static final Set<String> THROTTLING = Set.of(
            "ThrottlingException",
            "Throttling",
            "TooManyRequestsException",
            "RequestLimitExceeded",
            "Client.RequestLimitExceeded",
            "SlowDown",
            "PriorRequestNotComplete",
            "RequestThrottled",
            "RequestThrottledException",
            "ThrottledException",
            "BandwidthLimitExceeded");

    /**
     * A failure that passes.
     *
     * @param operation the operation it is known from; empty for any
     * @param code AWS's error code; a trailing {@code *} matches any rest
     * @param text a piece of AWS's text; empty for any
     * @param why what is going on, for the log and the progress event
     * @param budget how long to go on
     * @param source where this is known from
     */
    public record Rule(String operation, String code, String text, String why, Duration budget, String source) {
        /** Whether it passes when services see a new role. */
        boolean isSettling() {
            return why.equals(TransientErrors.SETTLING);
        }

        boolean matches(AwsCallException e) {
            return (operation.isEmpty() || operation.equals(e.operation()))
                    && (code.endsWith("*")
                            ? e.code().startsWith(code.substring(0, code.length() - 1))
                            : code.equals(e.code()))
                    && e.reason().contains(text);
        }
    }

    private static final String SETTLING = "IAM has not settled yet";
    private static final String UNSEEN = "EC2 does not see the new resource everywhere yet";
    private static final String IN_USE = "something that is being deleted still uses it";

    private static final List<Rule> RULES = List.of(
            rule("CreateCluster", "InvalidParameterException", "does not exist", SETTLING, EKS, "TF eks/cluster.go"),
            rule(
                    "CreateCluster",
                    "InvalidParameterException",
                    "Error in role params",
                    SETTLING,
                    EKS,
                    "TF eks/cluster.go"),
            rule(
                    "CreateCluster",
                    "InvalidParameterException",
                    "Role could not be assumed",
                    SETTLING,
                    EKS,
                    "TF eks/cluster.go"),
            rule(
                    "CreateCluster",
                    "InvalidParameterException",
                    "The provided role doesn't have the Amazon EKS Managed Policies",
                    SETTLING,
                    EKS,
                    "TF eks/cluster.go"),
            rule(
                    "CreateCluster",
                    "InvalidParameterException",
                    "IAM role's policy must include",
                    SETTLING,
                    EKS,
                    "TF eks/cluster.go"),
            rule(
                    "CreateNodegroup",
                    "InvalidParameterException",
                    "role",
                    SETTLING,
                    EKS,
                    "observed with node roles, as CreateCluster"),
            rule(
                    "CreateNodegroup",
                    "InvalidRequestException",
                    "role",
                    SETTLING,
                    EKS,
                    "observed with node roles, as CreateCluster"),
            rule(
                    "CreateFargateProfile",
                    "InvalidParameterException",
                    "Misconfigured PodExecutionRole Trust Policy",
                    SETTLING,
                    EKS,
                    "TF eks/fargate_profile.go"),
            rule(
                    "CreateFargateProfile",
                    "InvalidParameterException",
                    "does not exist",
                    SETTLING,
                    EKS,
                    "as CreateCluster"),
            rule("CreateAddon", "InvalidParameterException", "does not exist", SETTLING, EKS, "TF eks/addon.go"),
            rule("UpdateAddon", "InvalidParameterException", "does not exist", SETTLING, EKS, "TF eks/addon.go"),
            rule("", "MalformedPolicyDocument", "Invalid principal in policy", SETTLING, EKS, "TF iam/role.go"),
            rule(
                    "",
                    "ConcurrentModification",
                    "",
                    "another change of the same entity is under way",
                    EKS,
                    "TF iam/role.go"),
            rule("", "EntityTemporarilyUnmodifiable", "", "IAM is still changing the entity", EKS, "IAM API model"),
            rule("DeleteRole", "DeleteConflict", "", "IAM is still detaching policies", EKS, "TF iam/role.go"),
            rule(
                    "CreateOpenIDConnectProvider",
                    "OpenIdIdpCommunicationError",
                    "",
                    "the new issuer cannot be reached yet",
                    EC2,
                    "IAM API model"),
            rule(
                    "",
                    "ResourceInUseException",
                    "in progress",
                    "EKS is busy with another update",
                    BUSY,
                    "TF eks/cluster.go"),
            rule(
                    "",
                    "ResourceInUseException",
                    "currently has",
                    "EKS is busy with another change",
                    BUSY,
                    "eksctl pkg/eks/fargate.go"),
            rule(
                    "DeleteAddon",
                    "ResourceInUseException",
                    "as it is currently in",
                    "EKS is busy with the add-on",
                    BUSY,
                    "eksctl issues"),
            rule(
                    "",
                    "InvalidRequestException",
                    "is not in ACTIVE status",
                    "EKS is busy with another update",
                    BUSY,
                    "eksctl issues"),
            rule(
                    "",
                    "ResourceInUseException",
                    "not in Active State",
                    "EKS is busy with the node group",
                    BUSY,
                    "eksctl issues"),
            rule("DeleteCluster", "ResourceInUseException", "nodegroups attached", IN_USE, BUSY, "EKS"),
            rule("", "ResourcePropagationDelayException", "", "EKS is still propagating", EKS, "EKS API model"),
            rule("", "InvalidVpcID.NotFound", "", UNSEEN, EC2, "TF ec2/errors.go"),
            rule("", "InvalidSubnetID.NotFound", "", UNSEEN, EC2, "TF ec2/errors.go"),
            rule("", "InvalidGroup.NotFound", "", UNSEEN, EC2, "TF ec2/errors.go"),
            rule("", "InvalidRouteTableID.NotFound", "", UNSEEN, EC2, "TF ec2/errors.go"),
            rule("", "InvalidInternetGatewayID.NotFound", "", UNSEEN, EC2, "TF ec2/vpc_internet_gateway.go"),
            rule("", "InvalidAllocationID.NotFound", "", UNSEEN, EC2, "TF ec2/ec2_eip.go"),
            rule("", "InvalidNatGatewayID.NotFound", "", UNSEEN, EC2, "EC2 waiters"),
            rule("", "NatGatewayNotFound", "", UNSEEN, EC2, "EC2 waiters"),
            rule("", "DependencyViolation", "", IN_USE, DETACH, "TF ec2/vpc_subnet.go, vpc_internet_gateway.go"),
            rule("", "InvalidGroup.InUse", "", IN_USE, DETACH, "TF ec2/vpc_security_group.go"),
            rule(
                    "DeleteTargetGroup",
                    "ResourceInUse",
                    "",
                    IN_USE,
                    DETACH,
                    "practice: the load balancer is still deleting"),
            rule("", "InvalidIPAddress.InUse", "", IN_USE, DETACH, "practice: the NAT gateway is still deleting"));

    private TransientErrors() {}

    /** The row for this failure; for throttling, lost answers and server errors a general one. */
    public static Optional<Rule> rule(AwsCallException failure) {
        if (isThrottling(failure.code())) {
            return Optional.of(rule("", failure.code(), "", "AWS asks to slow down", BUSY, "all services"));
        }
        if (failure.mayHaveHadEffect()) {
            return Optional.of(rule("", failure.code(), "", "AWS gave no proper answer", EC2, "all services"));
        }
        return RULES.stream().filter(rule -> rule.matches(failure)).findFirst();
    }

    static boolean isThrottling(String code) {
        return THROTTLING.contains(code);
    }

    private static Rule rule(String operation, String code, String text, String why, Duration budget, String source) {
        return new Rule(operation, code, text, why, budget, source);
    }
}
