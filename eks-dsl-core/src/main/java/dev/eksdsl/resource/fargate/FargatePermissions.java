package dev.eksdsl.resource.fargate;

import dev.eksdsl.resource.Need;
import dev.eksdsl.resource.Permission;
import dev.eksdsl.resource.PermissionScope;
import dev.eksdsl.resource.eks.EksPermissions;
import dev.eksdsl.resource.iam.PassingRole;
import dev.eksdsl.resource.iam.ServiceLinkedRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the caller must be allowed to do with Fargate profiles. The routes of subnets are read by route tables' right. */
final class FargatePermissions {

    private FargatePermissions() {}

    static List<Permission> of(PermissionScope scope, Need need, Optional<FargateProfileSpec> spec) {
        EksPermissions eks = new EksPermissions(scope);
        String profiles = eks.parts("fargateprofile");
        return switch (need) {
            case OBSERVE ->
                List.of(eks.onCluster("ListFargateProfiles"), Permission.of("eks:DescribeFargateProfile", profiles));
            case CREATE -> making(scope, eks.making("CreateFargateProfile", profiles), spec.orElseThrow());
            case UPDATE -> List.of(eks.tagging(profiles));
            case DELETE -> List.of(eks.onOurs("DeleteFargateProfile", profiles));
        };
    }

    private static List<Permission> making(PermissionScope scope, List<Permission> making, FargateProfileSpec spec) {
        List<Permission> all = new ArrayList<>(making);
        all.add(PassingRole.to(scope, spec.podExecutionRole().orElseThrow(), "eks-fargate-pods.amazonaws.com"));
        all.add(ServiceLinkedRole.of(scope, "eks-fargate.amazonaws.com", "AWSServiceRoleForAmazonEKSForFargate"));
        return all;
    }
}
