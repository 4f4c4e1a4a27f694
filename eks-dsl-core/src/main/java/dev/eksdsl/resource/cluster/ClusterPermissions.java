package dev.eksdsl.resource.cluster;

import dev.eksdsl.resource.Need;
import dev.eksdsl.resource.Permission;
import dev.eksdsl.resource.PermissionScope;
import dev.eksdsl.resource.eks.EksPermissions;
import dev.eksdsl.resource.iam.PassingRole;
import dev.eksdsl.resource.iam.ServiceLinkedRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the caller must be allowed to do with the cluster. */
record ClusterPermissions(PermissionScope scope) {

    private static final String EKS = "eks.amazonaws.com";

    List<Permission> of(Need need, Optional<ClusterSpec> spec) {
        EksPermissions eks = new EksPermissions(scope);
        return switch (need) {
            case OBSERVE ->
                spec.isPresent()
                        ? List.of(scope.inRegion("eks:DescribeClusterVersions"))
                        : List.of(eks.onCluster("DescribeCluster"));
            case CREATE -> making(eks, spec.orElseThrow());
            case UPDATE -> List.of();
            case DELETE -> List.of(eks.onOurs("DeleteCluster", eks.cluster()));
        };
    }

    private List<Permission> making(EksPermissions eks, ClusterSpec spec) {
        List<Permission> all = new ArrayList<>(eks.making("CreateCluster", eks.cluster()));
        all.add(PassingRole.to(scope, spec.role(), EKS));
        all.add(ServiceLinkedRole.of(scope, EKS, "AWSServiceRoleForAmazonEKS"));
        return all;
    }

    List<Permission> toChange(String call) {
        EksPermissions eks = new EksPermissions(scope);
        return switch (call) {
            case ClusterUpdate.TAGS -> List.of(eks.tagging(eks.cluster()));
            case ClusterUpdate.VERSION ->
                List.of(eks.onOurs("UpdateClusterVersion", eks.cluster()), eks.updates(eks.cluster()));
            default -> List.of(eks.onOurs("UpdateClusterConfig", eks.cluster()), eks.updates(eks.cluster()));
        };
    }
}
