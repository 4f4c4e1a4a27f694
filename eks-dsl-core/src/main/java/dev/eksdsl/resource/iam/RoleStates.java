package dev.eksdsl.resource.iam;

import dev.eksdsl.aws.AwsApi;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.iam.model.Role;

/** Roles as found, from IAM's answers: each tells another part. */
final class RoleStates {

    private RoleStates() {}

    static RoleState created(Role role, RoleSpec spec, String trust) {
        return new RoleState(role.roleName(), role.arn(), trust, Set.of(), Map.of(), spec.permissionsBoundary());
    }

    /** What the list tells: enough to delete the role. */
    static RoleState listed(Role role) {
        String trust = role.assumeRolePolicyDocument();
        return new RoleState(
                role.roleName(),
                role.arn(),
                trust == null ? "{}" : PolicyText.decoded(trust),
                Set.of(),
                Map.of(),
                RoleReads.boundary(role));
    }

    static RoleState read(AwsApi aws, Role role, RoleSpec spec) {
        RoleState state = listed(role).withManagedPolicies(RoleReads.managedPolicies(aws, role.roleName()));
        if (spec.inlinePolicies().isPresent()) {
            state = state.withInlinePolicies(RoleReads.inlinePolicies(aws, role.roleName()));
        }
        if (spec.permissionsBoundary().isPresent()
                && state.permissionsBoundary().isEmpty()) {
            Optional<String> boundary = RoleReads.get(aws, role.roleName()).flatMap(RoleReads::boundary);
            state = boundary.map(state::withPermissionsBoundary).orElse(state);
        }
        return state;
    }
}
