package dev.eksdsl.resource.iam;

import dev.eksdsl.resource.Permission;
import dev.eksdsl.resource.PermissionScope;

/** What it takes to let a service make its own role: the first resource of a kind in an account does that. */
public final class ServiceLinkedRole {

    private ServiceLinkedRole() {}

    /**
     * The permission.
     *
     * @param service whose role it is, such as {@code eks.amazonaws.com}
     * @param name the role's name, such as {@code AWSServiceRoleForAmazonEKS}
     */
    public static Permission of(PermissionScope scope, String service, String name) {
        return Permission.of(
                        "iam:CreateServiceLinkedRole", scope.iamArn("role/aws-service-role/" + service + "/" + name))
                .when("iam:AWSServiceName", service);
    }
}
