package dev.eksdsl.testing.console;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.OpenIDConnectProviderListEntry;
import software.amazon.awssdk.services.iam.model.Role;

/** Roles and identity providers, changed by hand: see {@link Console}. Policies are named by ARN, those of AWS by name too. */
public final class IamConsole {

    private final IamClient iam;

    IamConsole(IamClient iam) {
        this.iam = iam;
    }

    public void attachRolePolicy(String role, String policy) {
        String name = role(role);
        iam.attachRolePolicy(q -> q.roleName(name).policyArn(arn(policy)));
    }

    public void detachRolePolicy(String role, String policy) {
        String name = role(role);
        iam.detachRolePolicy(q -> q.roleName(name).policyArn(arn(policy)));
    }

    /** Writes an inline policy. */
    public void putRolePolicy(String role, String policyName, String document) {
        String name = role(role);
        iam.putRolePolicy(q -> q.roleName(name).policyName(policyName).policyDocument(document));
    }

    /** Deletes an inline policy. */
    public void deleteRolePolicy(String role, String policyName) {
        String name = role(role);
        iam.deleteRolePolicy(q -> q.roleName(name).policyName(policyName));
    }

    /** Replaces the policy that says who may assume the role. */
    public void changeTrust(String role, String document) {
        String name = role(role);
        iam.updateAssumeRolePolicy(q -> q.roleName(name).policyDocument(document));
    }

    /** Sets a tag. */
    public void changeTag(String role, String key, String value) {
        String name = role(role);
        iam.tagRole(q -> q.roleName(name).tags(t -> t.key(key).value(value)));
    }

    public void removeTag(String role, String key) {
        String name = role(role);
        iam.untagRole(q -> q.roleName(name).tagKeys(key));
    }

    /** Deletes a role with its inline policies, detaching the others and taking it out of instance profiles, as the console does. */
    public void deleteRole(String role) {
        String name = role(role);
        iam.listAttachedRolePoliciesPaginator(q -> q.roleName(name)).attachedPolicies().stream()
                .toList()
                .forEach(policy -> iam.detachRolePolicy(q -> q.roleName(name).policyArn(policy.policyArn())));
        iam.listRolePoliciesPaginator(q -> q.roleName(name)).policyNames().stream()
                .toList()
                .forEach(policy -> iam.deleteRolePolicy(q -> q.roleName(name).policyName(policy)));
        iam.listInstanceProfilesForRolePaginator(q -> q.roleName(name)).instanceProfiles().stream()
                .toList()
                .forEach(profile -> iam.removeRoleFromInstanceProfile(
                        q -> q.roleName(name).instanceProfileName(profile.instanceProfileName())));
        iam.deleteRole(q -> q.roleName(name));
    }

    /** Deletes an OpenID Connect provider. @param provider its ARN, in which {@code *} may stand for any text */
    public void deleteOidcProvider(String provider) {
        Map<String, String> arns = iam.listOpenIDConnectProviders().openIDConnectProviderList().stream()
                .map(OpenIDConnectProviderListEntry::arn)
                .collect(Collectors.toMap(Function.identity(), Function.identity(), (a, b) -> a, TreeMap::new));
        String arn = Names.one("OIDC provider", provider, arns);
        iam.deleteOpenIDConnectProvider(q -> q.openIDConnectProviderArn(arn));
    }

    private String role(String name) {
        if (!name.contains("*")) {
            return name;
        }
        return Names.one(
                "role",
                name,
                iam.listRolesPaginator().roles().stream()
                        .map(Role::roleName)
                        .collect(
                                Collectors.toMap(Function.identity(), Function.identity(), (a, b) -> a, TreeMap::new)));
    }

    private static String arn(String policy) {
        return policy.startsWith("arn:") ? policy : "arn:aws:iam::aws:policy/" + policy;
    }
}
