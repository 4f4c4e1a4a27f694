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
    private final boolean lenient;

    /** @param lenient whether any role is good */
    RoleRules(Roles roles, boolean lenient) {
        this.roles = roles;
        this.lenient = lenient;
    }

    /** The trust policy may bind the role to one cluster (EKS user guide, cross-service confused deputy prevention). */
    void cluster(Caller caller, @Nullable String arn, String cluster, Map<String, Object> where) {
        if (lenient) {
            form(arn, where);
            return;
        }
        RoleView role = existing(caller, arn, where, "roleArn, " + arn + ", does not exist");
        if (!role.trustsSource("eks.amazonaws.com", caller.arn("eks", "cluster/" + cluster))) {
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
        if (lenient) {
            form(arn, where);
            return;
        }
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
        if (lenient) {
            return;
        }
        String misconfigured =
                "Misconfigured PodExecutionRole Trust Policy; Please add the eks-fargate-pods.amazonaws.com"
                        + " Service Principal";
        RoleView role = existing(caller, arn, where, misconfigured);
        String source = caller.arn("eks", "fargateprofile/" + cluster + "/any");
        if (!role.trustsSource("eks-fargate-pods.amazonaws.com", source)) {
            throw Refusals.invalidParameter(where, misconfigured);
        }
    }

    void podIdentity(Caller caller, @Nullable String arn, Map<String, Object> where) {
        if (!lenient) {
            existing(caller, arn, where, "Role provided in the request does not exist.");
        }
    }

    void addon(Caller caller, @Nullable String arn, Map<String, Object> where) {
        if (!lenient) {
            existing(caller, arn, where, "The role " + arn + " does not exist");
        }
    }

    void capability(Caller caller, @Nullable String arn, Map<String, Object> where) {
        if (lenient) {
            return;
        }
        RoleView role = existing(caller, arn, where, "roleArn, " + arn + ", does not exist");
        if (!role.trusts("capabilities.eks.amazonaws.com")) {
            throw Refusals.invalidParameter(
                    where, "Role could not be assumed because the trusted entity is not correct");
        }
    }

    /** EKS refuses another way here (eksctl waits for these texts). */
    void connector(Caller caller, @Nullable String arn, Map<String, Object> where) {
        if (lenient) {
            return;
        }
        RoleView role = (arn == null ? Optional.<RoleView>empty() : roles.settled(caller, arn))
                .orElseThrow(() -> Refusals.invalidRequest(where, "Not existing role: " + arn));
        if (!role.trusts("ssm.amazonaws.com")) {
            throw Refusals.invalidParameter(where, "The role " + arn + " must be assumable by ssm.amazonaws.com");
        }
    }

    /** A lenient world takes any role, but not what is none at all. */
    private static void form(@Nullable String arn, Map<String, Object> where) {
        if (arn == null || !arn.matches("arn:[^:]+:iam::[0-9]{12}:role/.+")) {
            throw Refusals.invalidParameter(where, "Invalid role arn: " + arn);
        }
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
