package dev.eksdsl.resource.nodegroup;

import dev.eksdsl.resource.Need;
import dev.eksdsl.resource.Permission;
import dev.eksdsl.resource.PermissionScope;
import dev.eksdsl.resource.eks.EksPermissions;
import dev.eksdsl.resource.iam.PassingRole;
import dev.eksdsl.resource.iam.ServiceLinkedRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the caller must be allowed to do with node groups. */
record NodeGroupPermissions(PermissionScope scope) {

    List<Permission> of(Need need, Optional<NodeGroupSpec> spec) {
        EksPermissions eks = new EksPermissions(scope);
        String groups = eks.parts("nodegroup");
        return switch (need) {
            case OBSERVE ->
                spec.map(this::checking)
                        .orElse(List.of(
                                eks.onCluster("ListNodegroups"), Permission.of("eks:DescribeNodegroup", groups)));
            case CREATE -> making(eks, groups, spec.orElseThrow());
            case UPDATE -> List.of();
            case DELETE -> List.of(eks.onOurs("DeleteNodegroup", groups));
        };
    }

    /** The parameters that name AWS's images belong to no account. */
    private List<Permission> checking(NodeGroupSpec spec) {
        return ImageCheck.parameter(spec).stream()
                .map(name -> Permission.of(
                        "ssm:GetParameter",
                        "arn:" + scope.partition() + ":ssm:" + scope.region() + "::parameter" + name))
                .toList();
    }

    private List<Permission> making(EksPermissions eks, String groups, NodeGroupSpec spec) {
        List<Permission> all = new ArrayList<>(eks.making("CreateNodegroup", groups));
        all.add(PassingRole.to(scope, spec.role().orElseThrow(), "eks.amazonaws.com"));
        all.add(ServiceLinkedRole.of(scope, "eks-nodegroup.amazonaws.com", "AWSServiceRoleForAmazonEKSNodegroup"));
        return all;
    }

    List<Permission> toChange(String call) {
        EksPermissions eks = new EksPermissions(scope);
        String groups = eks.parts("nodegroup");
        return switch (call) {
            case NodeGroupUpdate.TAGS -> List.of(eks.tagging(groups));
            case NodeGroupUpdate.VERSION -> List.of(eks.onOurs("UpdateNodegroupVersion", groups), eks.updates(groups));
            default -> List.of(eks.onOurs("UpdateNodegroupConfig", groups), eks.updates(groups));
        };
    }
}
