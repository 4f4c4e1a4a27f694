package dev.eksdsl.resource.iam;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An IAM role. Its path ({@link RoleName#path}) and its description (which names the resource) are not for choice: they are
 * how it is found again.
 *
 * @param name see {@link RoleName#of}
 * @param trust who may assume it
 * @param managedPolicies the ARNs of the managed policies that are attached, and no others; {@code {partition}} and
 *     {@code {account}} stand for where the session is: {@code arn:{partition}:iam::aws:policy/AmazonEKSClusterPolicy}
 * @param inlinePolicies policy documents (JSON) by name, and no others; empty: the role's inline policies are neither read
 *     nor changed
 * @param permissionsBoundary the ARN of a policy that bounds what the role may do; empty leaves it as it is
 * @param tags the user's tags, set when the role is created. They are not compared: IAM's list of roles leaves them out
 */
public record RoleSpec(
        String name,
        TrustSpec trust,
        Set<String> managedPolicies,
        Optional<Map<String, String>> inlinePolicies,
        Optional<String> permissionsBoundary,
        Map<String, String> tags) {

    public RoleSpec {
        managedPolicies = Set.copyOf(managedPolicies);
        inlinePolicies = inlinePolicies.map(Map::copyOf);
        tags = Map.copyOf(tags);
    }
}
