package dev.eksdsl.resource.addon;

import dev.eksdsl.resource.Need;
import dev.eksdsl.resource.Permission;
import dev.eksdsl.resource.PermissionScope;
import dev.eksdsl.resource.eks.EksPermissions;
import dev.eksdsl.resource.iam.PassingRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the caller must be allowed to do with add-ons. */
record AddonPermissions(PermissionScope scope) {

    List<Permission> of(Need need, Optional<AddonSpec> spec) {
        EksPermissions eks = new EksPermissions(scope);
        String addons = eks.parts("addon");
        return switch (need) {
            case OBSERVE ->
                spec.isPresent()
                        ? List.of(scope.inRegion("eks:DescribeAddonVersions"))
                        : List.of(eks.onCluster("ListAddons"), Permission.of("eks:DescribeAddon", addons));
            case CREATE -> withRole(eks.making("CreateAddon", addons), spec.orElseThrow());
            case UPDATE -> List.of();
            case DELETE -> List.of(eks.onOurs("DeleteAddon", addons));
        };
    }

    List<Permission> toChange(AddonSpec spec, String call) {
        EksPermissions eks = new EksPermissions(scope);
        String addons = eks.parts("addon");
        return call.equals(AddonUpdate.TAGS)
                ? List.of(eks.tagging(addons))
                : withRole(List.of(eks.onOurs("UpdateAddon", addons), eks.updates(addons)), spec);
    }

    /** EKS hands the role to the service account, whoever made it. */
    private List<Permission> withRole(List<Permission> calls, AddonSpec spec) {
        List<Permission> all = new ArrayList<>(calls);
        spec.role().ifPresent(role -> all.add(PassingRole.to(scope, role, "eks.amazonaws.com")));
        return all;
    }
}
