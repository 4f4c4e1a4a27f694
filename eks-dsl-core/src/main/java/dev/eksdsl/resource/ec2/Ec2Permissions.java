package dev.eksdsl.resource.ec2;

import dev.eksdsl.resource.Permission;
import dev.eksdsl.resource.PermissionScope;
import java.util.List;
import java.util.stream.Stream;

/**
 * Permissions for EC2, narrowed as the Service Authorization Reference allows: reads to the region (EC2 takes no resource for
 * them), creations to requests that give our tag, everything else to resources that carry it.
 *
 * @param scope where they are to hold
 */
public record Ec2Permissions(PermissionScope scope) {

    private static final String CREATE_TAGS = "ec2:CreateTags";

    /** A describe call. */
    public Permission read(String action) {
        return scope.inRegion("ec2:" + action);
    }

    /** To find what there is of a kind: {@link Presence} asks for tags first, where the cluster does not exist. */
    public List<Permission> finding(String action) {
        return List.of(read("DescribeTags"), read(action));
    }

    /**
     * A call that creates a resource with its tags, for which EC2 asks twice, and what else the creation takes.
     *
     * @param type of the resource, as ARNs name it
     */
    public List<Permission> making(String action, String type, Permission... more) {
        Permission tagging = scope.making(CREATE_TAGS, arn(type)).when("ec2:CreateAction", action);
        return Stream.concat(Stream.of(scope.making("ec2:" + action, arn(type)), tagging), Stream.of(more))
                .toList();
    }

    /**
     * A call on one resource that reads it, ours or not: EC2 knows no tags of one that it has just forgotten, and would refuse
     * where it should say that there is none.
     */
    public Permission readOf(String action, String type) {
        return Permission.of("ec2:" + action, arn(type));
    }

    /** A call on network interfaces that the VPC CNI of this cluster has made. */
    public Permission onInterfacesOfCni(String action) {
        return Permission.of("ec2:" + action, arn("network-interface"))
                .when(
                        "aws:ResourceTag/cluster.k8s.amazonaws.com/name",
                        scope.owner().cluster());
    }

    /** A call on resources that may be anybody's in the account and region. */
    public Permission onAny(String action, String type) {
        return Permission.of("ec2:" + action, arn(type));
    }

    /** A call on resources that are ours. */
    public Permission onOurs(String action, String... types) {
        return scope.onOurs("ec2:" + action, Stream.of(types).map(this::arn).toArray(String[]::new));
    }

    /** What it takes to set the tags of what is ours. */
    public List<Permission> tagging(String type) {
        return List.of(scope.onOurs(CREATE_TAGS, arn(type)));
    }

    private String arn(String type) {
        return scope.arn("ec2", type + "/*");
    }
}
