package dev.eksdsl.resource.iam;

import dev.eksdsl.model.ResourceId;
import dev.eksdsl.resource.Need;
import dev.eksdsl.resource.Permission;
import dev.eksdsl.resource.PermissionScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What the caller must be allowed to do with roles: in the cluster's path, and where a policy is attached, to attach that one.
 *
 * <p>A call names a role without its path, and IAM does not know the path of one that is gone, or that it does not show yet: it
 * authorises such calls on the name alone. Nor does it know its tags. So rights are not bound to those, and hold for names, too.
 */
record RolePermissions(PermissionScope scope) {

    List<Permission> of(Need need, ResourceId id, Optional<RoleSpec> spec) {
        return switch (need) {
            case OBSERVE -> spec.map(this::looking).orElse(List.of(Permission.of("iam:ListRoles", "*")));
            case CREATE -> making(spec.orElseThrow());
            case UPDATE -> List.of();
            case DELETE ->
                on(
                        spec.map(RoleSpec::name).orElseGet(() -> nameOf(id)),
                        Stream.of(
                                "GetRole",
                                "ListAttachedRolePolicies",
                                "DetachRolePolicy",
                                "ListRolePolicies",
                                "DeleteRolePolicy",
                                "DeleteRole"));
        };
    }

    /** Whether a policy exists is asked before it is attached for the first time. */
    private List<Permission> looking(RoleSpec spec) {
        List<Permission> all = new ArrayList<>(on(spec.name(), reads(spec)));
        List<String> policies = spec.managedPolicies().stream()
                .filter(arn -> !PublishedPolicies.has(arn))
                .sorted()
                .toList();
        if (!policies.isEmpty()) {
            all.add(new Permission("iam:GetPolicy", policies, Map.of()));
        }
        return all;
    }

    private static Stream<String> reads(RoleSpec spec) {
        List<String> reads = new ArrayList<>(List.of("ListAttachedRolePolicies"));
        spec.inlinePolicies().ifPresent(policies -> reads.addAll(List.of("ListRolePolicies", "GetRolePolicy")));
        spec.permissionsBoundary().ifPresent(boundary -> reads.add("GetRole"));
        return reads.stream();
    }

    /** A role of that name that is ours already is taken, and made what is wished for: that takes all changes. */
    private List<Permission> making(RoleSpec spec) {
        List<Permission> all = new ArrayList<>();
        Permission creating = scope.making("iam:CreateRole", inPath());
        all.add(spec.permissionsBoundary()
                .map(boundary -> creating.when("iam:PermissionsBoundary", boundary))
                .orElse(creating));
        all.add(scope.making("iam:TagRole", inPath()));
        all.addAll(on(spec.name(), Stream.concat(reads(spec), Stream.of("GetRole", "UpdateAssumeRolePolicy"))));
        all.addAll(attaching(spec));
        if (spec.inlinePolicies().isPresent()) {
            all.addAll(inlining(spec));
        }
        spec.permissionsBoundary().ifPresent(boundary -> all.addAll(bounding(spec, boundary)));
        return all;
    }

    List<Permission> toChange(RoleSpec spec, String call) {
        return switch (call) {
            case RoleType.TRUST -> on(spec.name(), Stream.of("UpdateAssumeRolePolicy"));
            case RoleType.MANAGED -> attaching(spec);
            case RoleType.INLINE -> inlining(spec);
            default -> bounding(spec, spec.permissionsBoundary().orElseThrow());
        };
    }

    private List<Permission> attaching(RoleSpec spec) {
        List<Permission> all = new ArrayList<>(on(spec.name(), Stream.of("DetachRolePolicy")));
        if (!spec.managedPolicies().isEmpty()) {
            List<String> policies = List.copyOf(new TreeSet<>(spec.managedPolicies()));
            on(spec.name(), Stream.of("AttachRolePolicy")).stream()
                    .map(attaching -> attaching.when("ArnEquals", "iam:PolicyARN", policies))
                    .forEach(all::add);
        }
        return all;
    }

    private List<Permission> inlining(RoleSpec spec) {
        boolean some =
                spec.inlinePolicies().filter(policies -> !policies.isEmpty()).isPresent();
        return on(spec.name(), some ? Stream.of("PutRolePolicy", "DeleteRolePolicy") : Stream.of("DeleteRolePolicy"));
    }

    private List<Permission> bounding(RoleSpec spec, String boundary) {
        return on(spec.name(), Stream.of("PutRolePermissionsBoundary")).stream()
                .map(bounding -> bounding.when("iam:PermissionsBoundary", boundary))
                .toList();
    }

    private List<Permission> on(String name, Stream<String> actions) {
        List<String> arns = List.of(inPath(), withoutPath(name));
        return actions.map(action -> new Permission("iam:" + action, arns, Map.of()))
                .toList();
    }

    private String inPath() {
        return scope.iamArn("role" + RoleName.path(scope.owner().cluster(), scope.region()) + "*");
    }

    /** Names that we give begin with cluster and region, unless that would be too long; users choose others. */
    private String withoutPath(String name) {
        String usual = RoleName.of(scope.owner().cluster(), scope.region(), "");
        return scope.iamArn("role/" + (name.startsWith(usual) ? usual + "*" : name));
    }

    /** One that is declared no more is known by its purpose; an id that stands for a double names the role itself. */
    private String nameOf(ResourceId id) {
        int twin = id.name().indexOf('~');
        return twin < 0
                ? RoleName.of(scope.owner().cluster(), scope.region(), id.name())
                : id.name().substring(twin + 1);
    }
}
