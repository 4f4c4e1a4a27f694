package dev.eksdsl.resource.iam;

import dev.eksdsl.aws.AwsApi;
import dev.eksdsl.aws.AwsCallException;
import dev.eksdsl.aws.Pages;
import dev.eksdsl.model.ResourceId;
import dev.eksdsl.resource.Observation;
import dev.eksdsl.resource.Observing;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.GetPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.GetRoleRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListRolesRequest;
import software.amazon.awssdk.services.iam.model.ListRolesResponse;
import software.amazon.awssdk.services.iam.model.Role;

/** What is asked of IAM about roles. */
public final class RoleReads {

    private RoleReads() {}

    /** All roles below a path. IAM leaves tags and permissions boundary out of this list. */
    static List<Role> under(AwsApi aws, String path) {
        return Pages.all(
                marker -> aws.iam(
                        IamClient::listRoles,
                        ListRolesRequest.builder()
                                .pathPrefix(path)
                                .marker(marker)
                                .build()),
                page -> Boolean.TRUE.equals(page.isTruncated()) ? page.marker() : null,
                ListRolesResponse::roles);
    }

    /** One role with all that IAM tells of it; empty if there is none. */
    static Optional<Role> get(AwsApi aws, String name) {
        try {
            return Optional.of(aws.iam(
                            IamClient::getRole,
                            GetRoleRequest.builder().roleName(name).build())
                    .role());
        } catch (AwsCallException e) {
            if (e.isNotFound()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Reports a role that was listed; its tags, which the list leaves out, are read only if they are wanted. */
    static void report(Observing<RoleSpec, RoleState> observing, Role listed, ResourceId id, RoleState state) {
        Observation<RoleState> present = new Observation.Present<>(state);
        if (observing.wantsAllTags()) {
            get(observing.aws(), listed.roleName())
                    .ifPresent(role -> observing.found(id, present, IamTags.read(role.tags())));
        } else {
            observing.found(id, present);
        }
    }

    static Optional<String> boundary(Role role) {
        return Optional.ofNullable(role.permissionsBoundary()).map(boundary -> boundary.permissionsBoundaryArn());
    }

    /** The ARNs of the managed policies that are attached to a role. */
    public static Set<String> managedPolicies(AwsApi aws, String name) {
        return Pages.all(
                        marker -> aws.iam(
                                IamClient::listAttachedRolePolicies,
                                ListAttachedRolePoliciesRequest.builder()
                                        .roleName(name)
                                        .marker(marker)
                                        .build()),
                        page -> Boolean.TRUE.equals(page.isTruncated()) ? page.marker() : null,
                        ListAttachedRolePoliciesResponse::attachedPolicies)
                .stream()
                .map(AttachedPolicy::policyArn)
                .collect(Collectors.toSet());
    }

    /** Whether there is such a managed policy. */
    static boolean policyExists(AwsApi aws, String arn) {
        try {
            aws.iam(
                    IamClient::getPolicy,
                    GetPolicyRequest.builder().policyArn(arn).build());
            return true;
        } catch (AwsCallException e) {
            if (e.isNotFound()) {
                return false;
            }
            throw e;
        }
    }

    /** The names of a role's inline policies. */
    public static List<String> inlinePolicyNames(AwsApi aws, String name) {
        return Pages.all(
                marker -> aws.iam(
                        IamClient::listRolePolicies,
                        ListRolePoliciesRequest.builder()
                                .roleName(name)
                                .marker(marker)
                                .build()),
                page -> Boolean.TRUE.equals(page.isTruncated()) ? page.marker() : null,
                ListRolePoliciesResponse::policyNames);
    }

    /** The documents by name. */
    static Map<String, String> inlinePolicies(AwsApi aws, String name) {
        Map<String, String> documents = new TreeMap<>();
        for (String policy : inlinePolicyNames(aws, name)) {
            GetRolePolicyRequest request = GetRolePolicyRequest.builder()
                    .roleName(name)
                    .policyName(policy)
                    .build();
            documents.put(
                    policy,
                    PolicyText.decoded(
                            aws.iam(IamClient::getRolePolicy, request).policyDocument()));
        }
        return documents;
    }
}
