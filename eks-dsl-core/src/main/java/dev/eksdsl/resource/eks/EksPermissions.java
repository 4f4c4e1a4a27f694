package dev.eksdsl.resource.eks;

import dev.eksdsl.resource.Permission;
import dev.eksdsl.resource.PermissionScope;
import java.util.List;

/**
 * Permissions for EKS, narrowed as the Service Authorization Reference allows: reads to the cluster and its parts, creations to
 * requests that give our tag, changes and deletions to what carries it.
 *
 * @param scope where they are to hold
 */
public record EksPermissions(PermissionScope scope) {

    private static final String TAG_RESOURCE = "eks:TagResource";

    /** The cluster's ARN. Lists and creations of its parts are authorised on it, too. */
    public String cluster() {
        return scope.arn("eks", "cluster/" + scope.owner().cluster());
    }

    /**
     * The ARN of all parts of the cluster of one type.
     *
     * @param type as ARNs name it, such as {@code nodegroup}
     */
    public String parts(String type) {
        return scope.arn("eks", type + "/" + scope.owner().cluster() + "/*");
    }

    /** A call that reads the cluster, or lists what it has. */
    public Permission onCluster(String action) {
        return Permission.of("eks:" + action, cluster());
    }

    /** A call that creates something in the cluster, or the cluster, with its tags: EKS asks for both. */
    public List<Permission> making(String action, String made) {
        return List.of(scope.making("eks:" + action, cluster()), scope.making(TAG_RESOURCE, made));
    }

    /** A call on something that is ours. */
    public Permission onOurs(String action, String arn) {
        return scope.onOurs("eks:" + action, arn);
    }

    /** What it takes to set the tags of what is ours. */
    public Permission tagging(String arn) {
        return scope.onOurs(TAG_RESOURCE, arn);
    }

    /** What it takes to follow an update of the cluster, or of a part: EKS asks for both then. */
    public Permission updates(String arn) {
        return arn.equals(cluster())
                ? onCluster("DescribeUpdate")
                : Permission.of("eks:DescribeUpdate", cluster(), arn);
    }
}
