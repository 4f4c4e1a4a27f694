package dev.eksdsl.testing.kubernetes.auth;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eksdsl.testing.kubernetes.api.Authorizer.Attempt;
import java.util.Map;

/**
 * What EKS access policies permit. They are modelled on Kubernetes' user-facing cluster roles (EKS user guide, "Access
 * policy permissions").
 */
final class AccessPolicies {

    private static final Map<String, String> ROLE_OF_POLICY = Map.of(
            "AmazonEKSClusterAdminPolicy", "cluster-admin",
            "AmazonEKSAdminPolicy", "admin",
            "AmazonEKSEditPolicy", "edit",
            "AmazonEKSViewPolicy", "view",
            "AmazonEKSAdminViewPolicy", "admin-view");

    private AccessPolicies() {}

    /** @param policy the policy's name, or its ARN; policies without permissions for users permit nothing */
    static boolean allow(String policy, Attempt attempt) {
        String name = policy.substring(policy.lastIndexOf('/') + 1);
        String role = ROLE_OF_POLICY.getOrDefault(name, "");
        for (JsonNode rule : BuiltInRoles.rulesOf(role)) {
            if (PolicyRule.permits(rule, attempt)) {
                return true;
            }
        }
        return false;
    }
}
