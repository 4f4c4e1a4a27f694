package dev.eksdsl.testing.eks;

import dev.eksdsl.testing.iam.Roles;
import dev.eksdsl.testing.iam.Roles.RoleView;
import dev.eksdsl.testing.server.Caller;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What EKS asks of the roles it is given. A role that IAM has only just made is refused as if it were wrong: the texts of
 * both are the same.
 */
final class RoleRules {

    private final Roles roles;

    RoleRules(Roles roles) {
        this.roles = roles;
    }

    void cluster(Caller caller, @Nullable String arn, Map<String, Object> where) {
        RoleView role = existing(caller, arn, where, "roleArn, " + arn + ", does not exist");
        if (!role.trusts("eks.amazonaws.com")) {
            throw Refusals.invalidParameter(
                    where, "Role could not be assumed because the trusted entity is not correct");
        }
        // A role with a policy of the customer's own is good too, if it grants enough: what it grants is not looked
        // into.
        if (!has(role, "AmazonEKSClusterPolicy") && role.inlinePolicies().isEmpty()) {
            throw Refusals.invalidParameter(
                    where,
                    "The provided role doesn't have the Amazon EKS Managed Policies associated with it. Please ensure"
                            + " the following policies [arn:" + caller.partition()
                            + ":iam::aws:policy/AmazonEKSClusterPolicy] are attached");
        }
    }

    void node(Caller caller, @Nullable String arn, Map<String, Object> where) {
        RoleView role = existing(caller, arn, where, "The role " + arn + " does not exist");
        if (!role.trusts("ec2.amazonaws.com")) {
            throw Refusals.invalidParameter(
                    where,
                    "Following required service principals [ec2.amazonaws.com] were not found in the trust"
                            + " relationships of nodeRole " + arn);
        }
        if (!has(role, "AmazonEKSWorkerNodePolicy")
                && !has(role, "AmazonEKSWorkerNodeMinimalPolicy")
                && role.inlinePolicies().isEmpty()) {
            throw Refusals.invalidParameter(
                    where,
                    "The provided role " + arn + " doesn't have the policies that nodes need. Please ensure the"
                            + " following policies [arn:" + caller.partition()
                            + ":iam::aws:policy/AmazonEKSWorkerNodePolicy] are attached");
        }
    }

    void podExecution(Caller caller, @Nullable String arn, String cluster, Map<String, Object> where) {
        String misconfigured =
                "Misconfigured PodExecutionRole Trust Policy; Please add the eks-fargate-pods.amazonaws.com"
                        + " Service Principal";
        RoleView role = existing(caller, arn, where, misconfigured);
        String source = "arn:" + caller.partition() + ":eks:" + caller.region() + ":" + caller.accountId()
                + ":fargateprofile/" + cluster + "/any";
        if (!role.trustsSource("eks-fargate-pods.amazonaws.com", source)) {
            throw Refusals.invalidParameter(where, misconfigured);
        }
    }

    void podIdentity(Caller caller, @Nullable String arn, Map<String, Object> where) {
        existing(caller, arn, where, "Role provided in the request does not exist.");
    }

    void addon(Caller caller, @Nullable String arn, Map<String, Object> where) {
        existing(caller, arn, where, "The role " + arn + " does not exist");
    }

    private RoleView existing(Caller caller, @Nullable String arn, Map<String, Object> where, String absent) {
        return (arn == null ? Optional.<RoleView>empty() : roles.settled(caller, arn))
                .orElseThrow(() -> Refusals.invalidParameter(where, absent));
    }

    private static boolean has(RoleView role, String policy) {
        return role.managedPolicies().stream()
                .anyMatch(arn -> Arns.lastName(arn).equals(policy));
    }
}
