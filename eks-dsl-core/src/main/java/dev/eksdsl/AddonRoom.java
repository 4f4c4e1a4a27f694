package dev.eksdsl;

import dev.eksdsl.model.ResourceId;
import dev.eksdsl.resource.fargate.FargateProfileType;
import dev.eksdsl.resource.fargate.PodSelector;
import dev.eksdsl.resource.nodegroup.NodeGroupSpec;
import dev.eksdsl.resource.nodegroup.NodeGroupType;
import dev.eksdsl.resource.nodegroup.TaintEffect;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether a cluster has a place for the pods of add-ons such as CoreDNS. They tolerate no taint of a user's, so node groups
 * that all have one leave them pending, and EKS calls such an add-on DEGRADED until there is another.
 */
final class AddonRoom {

    private static final String NAMESPACE = "kube-system";

    private AddonRoom() {}

    static boolean in(EksClusterSpec spec) {
        return !resources(spec).isEmpty();
    }

    /** The node groups and Fargate profiles that take them. */
    static Set<ResourceId> resources(EksClusterSpec spec) {
        Stream<ResourceId> nodeGroups = spec.nodeGroups().stream()
                .filter(AddonRoom::isOpen)
                .map(group -> new ResourceId(NodeGroupType.KIND, group.name()));
        Stream<ResourceId> profiles = spec.fargateProfiles().stream()
                .filter(profile -> profile.selectors().stream().anyMatch(AddonRoom::takesAddons))
                .map(profile -> new ResourceId(FargateProfileType.KIND, profile.name()));
        return Stream.concat(nodeGroups, profiles).collect(Collectors.toUnmodifiableSet());
    }

    private static boolean isOpen(NodeGroupSpec group) {
        return group.taints().stream().allMatch(taint -> taint.effect() == TaintEffect.PREFER_NO_SCHEDULE);
    }

    private static boolean takesAddons(PodSelector selector) {
        return selector.labels().isEmpty() && selector.namespace().equals(NAMESPACE);
    }
}
