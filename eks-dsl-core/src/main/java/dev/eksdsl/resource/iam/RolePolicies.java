package dev.eksdsl.resource.iam;

import dev.eksdsl.aws.AwsApi;
import dev.eksdsl.aws.AwsCallException;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AttachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.DeleteRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.DetachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.PutRolePermissionsBoundaryRequest;
import software.amazon.awssdk.services.iam.model.PutRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.UpdateAssumeRolePolicyRequest;

/** Gives policies of all sorts to a role, and takes them away. All calls may be repeated. */
final class RolePolicies {

    private RolePolicies() {}

    static RoleState trusting(AwsApi aws, RoleState state, String document) {
        if (PolicyText.canonical(document).equals(PolicyText.canonical(state.trust()))) {
            return state;
        }
        UpdateAssumeRolePolicyRequest request = UpdateAssumeRolePolicyRequest.builder()
                .roleName(state.name())
                .policyDocument(document)
                .build();
        aws.iam(IamClient::updateAssumeRolePolicy, request);
        return state.withTrust(document);
    }

    static RoleState bounded(AwsApi aws, RoleState state, String policy) {
        PutRolePermissionsBoundaryRequest request = PutRolePermissionsBoundaryRequest.builder()
                .roleName(state.name())
                .permissionsBoundary(policy)
                .build();
        aws.iam(IamClient::putRolePermissionsBoundary, request);
        return state.withPermissionsBoundary(policy);
    }

    /** Makes the attached managed policies the wanted ones. New ones first, so that no permission is missing in between. */
    static void attachExactly(AwsApi aws, String role, Set<String> wanted, Set<String> present) {
        for (String arn : new TreeSet<>(wanted)) {
            if (!present.contains(arn)) {
                AttachRolePolicyRequest request = AttachRolePolicyRequest.builder()
                        .roleName(role)
                        .policyArn(arn)
                        .build();
                aws.iam(IamClient::attachRolePolicy, request);
            }
        }
        Set<String> unwanted = new TreeSet<>(present);
        unwanted.removeAll(wanted);
        detach(aws, role, unwanted);
    }

    static void detach(AwsApi aws, String role, Collection<String> arns) {
        for (String arn : new TreeSet<>(arns)) {
            unlessGone(
                    aws,
                    IamClient::detachRolePolicy,
                    DetachRolePolicyRequest.builder()
                            .roleName(role)
                            .policyArn(arn)
                            .build());
        }
    }

    /** Makes the inline policies the wanted ones. */
    static void putExactly(AwsApi aws, String role, Map<String, String> wanted, Map<String, String> present) {
        new TreeMap<>(wanted).forEach((name, document) -> {
            String there = present.get(name);
            if (there == null || !PolicyText.canonical(there).equals(PolicyText.canonical(document))) {
                PutRolePolicyRequest request = PutRolePolicyRequest.builder()
                        .roleName(role)
                        .policyName(name)
                        .policyDocument(document)
                        .build();
                aws.iam(IamClient::putRolePolicy, request);
            }
        });
        Set<String> unwanted = new TreeSet<>(present.keySet());
        unwanted.removeAll(wanted.keySet());
        delete(aws, role, unwanted);
    }

    static void delete(AwsApi aws, String role, Collection<String> names) {
        for (String name : new TreeSet<>(names)) {
            unlessGone(
                    aws,
                    IamClient::deleteRolePolicy,
                    DeleteRolePolicyRequest.builder()
                            .roleName(role)
                            .policyName(name)
                            .build());
        }
    }

    private static <Q, R> void unlessGone(AwsApi aws, BiFunction<IamClient, Q, R> operation, Q request) {
        try {
            aws.iam(operation, request);
        } catch (AwsCallException e) {
            if (!e.isNotFound()) {
                throw e;
            }
        }
    }
}
