package dev.eksdsl.resource;

/**
 * Where permissions are to hold.
 *
 * @param partition such as {@code aws}
 * @param region such as {@code us-east-1}
 * @param account twelve digits
 * @param owner whose resources
 */
public record PermissionScope(String partition, String region, String account, Ownership owner) {

    /** An ARN in this account and region, such as {@code arn:aws:eks:us-east-1:123456789012:cluster/production}. */
    public String arn(String service, String resource) {
        return "arn:" + partition + ":" + service + ":" + region + ":" + account + ":" + resource;
    }

    /** An ARN of IAM, which knows no regions. */
    public String iamArn(String resource) {
        return "arn:" + partition + ":iam::" + account + ":" + resource;
    }

    /** An action of a regional service that cannot be narrowed to resources, but to the region. */
    public Permission inRegion(String action) {
        return Permission.of(action, "*").when("aws:RequestedRegion", region);
    }

    /** An action that creates or tags, where the request gives the ownership tag of this cluster. */
    public Permission making(String action, String... resources) {
        return Permission.of(action, resources).when("aws:RequestTag/" + Ownership.CLUSTER_TAG, owner.cluster());
    }

    /** An action on what carries the ownership tag of this cluster. */
    public Permission onOurs(String action, String... resources) {
        return Permission.of(action, resources).when("aws:ResourceTag/" + Ownership.CLUSTER_TAG, owner.cluster());
    }
}
