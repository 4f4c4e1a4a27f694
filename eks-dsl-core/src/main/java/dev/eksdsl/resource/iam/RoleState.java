package dev.eksdsl.resource.iam;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An IAM role as found.
 *
 * @param name its name
 * @param arn its ARN, path included
 * @param trust its trust policy, JSON
 * @param managedPolicies ARNs of the attached managed policies; not read for a role that is declared no more
 * @param inlinePolicies documents (JSON) by name; read only where the declaration names some, or none
 * @param permissionsBoundary the ARN of its boundary; read only where one is wished for
 */
public record RoleState(
        String name,
        String arn,
        String trust,
        Set<String> managedPolicies,
        Map<String, String> inlinePolicies,
        Optional<String> permissionsBoundary) {

    public RoleState {
        managedPolicies = Set.copyOf(managedPolicies);
        inlinePolicies = Map.copyOf(inlinePolicies);
    }

    RoleState withTrust(String document) {
        return new RoleState(name, arn, document, managedPolicies, inlinePolicies, permissionsBoundary);
    }

    RoleState withManagedPolicies(Set<String> arns) {
        return new RoleState(name, arn, trust, arns, inlinePolicies, permissionsBoundary);
    }

    RoleState withInlinePolicies(Map<String, String> documents) {
        return new RoleState(name, arn, trust, managedPolicies, documents, permissionsBoundary);
    }

    RoleState withPermissionsBoundary(String policy) {
        return new RoleState(name, arn, trust, managedPolicies, inlinePolicies, Optional.of(policy));
    }
}
