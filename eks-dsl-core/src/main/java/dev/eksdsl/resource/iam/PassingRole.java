package dev.eksdsl.resource.iam;

import dev.eksdsl.model.Input;
import dev.eksdsl.model.Output;
import dev.eksdsl.model.ResourceId;
import dev.eksdsl.resource.Permission;
import dev.eksdsl.resource.PermissionScope;

/** What it takes to hand a role over to a service of AWS: {@code iam:PassRole}, for that role and that service only. */
public final class PassingRole {

    private PassingRole() {}

    /**
     * The permission.
     *
     * @param role an existing role by its ARN, or one that is made with the cluster and has the name of its purpose
     * @param service such as {@code eks.amazonaws.com}
     */
    public static Permission to(PermissionScope scope, Input role, String service) {
        String arn = role.output()
                .map(Output::resource)
                .map(made -> arn(scope, made))
                .orElseGet(role::toString);
        return Permission.of("iam:PassRole", arn).when("iam:PassedToService", service);
    }

    private static String arn(PermissionScope scope, ResourceId role) {
        String cluster = scope.owner().cluster();
        return scope.iamArn(
                "role" + RoleName.path(cluster, scope.region()) + RoleName.of(cluster, scope.region(), role.name()));
    }
}
