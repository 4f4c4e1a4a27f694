package dev.eksdsl.resource.nodegroup;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.eks.model.AutoScalingGroup;
import software.amazon.awssdk.services.eks.model.Issue;
import software.amazon.awssdk.services.eks.model.Nodegroup;

/** What EKS tells of a node group. */
record NodeGroupState(
        String name,
        String arn,
        String role,
        Set<String> subnets,
        List<String> instanceTypes,
        int minSize,
        int desiredSize,
        int maxSize,
        String amiType,
        String capacityType,
        int diskSize,
        Map<String, String> labels,
        Set<String> taints,
        int maxUnavailable,
        String version,
        String autoScalingGroup,
        Map<String, String> tags) {

    static NodeGroupState of(Nodegroup n) {
        return new NodeGroupState(
                n.nodegroupName(),
                n.nodegroupArn(),
                n.nodeRole(),
                new TreeSet<>(n.subnets()),
                List.copyOf(n.instanceTypes()),
                n.scalingConfig().minSize(),
                n.scalingConfig().desiredSize(),
                n.scalingConfig().maxSize(),
                n.amiTypeAsString(),
                n.capacityTypeAsString(),
                n.diskSize() == null ? 0 : n.diskSize(),
                new TreeMap<>(n.labels()),
                n.taints().stream()
                        .map(t -> t.key() + "=" + (t.value() == null ? "" : t.value()) + ":" + t.effectAsString())
                        .collect(Collectors.toCollection(TreeSet::new)),
                n.updateConfig() == null || n.updateConfig().maxUnavailable() == null
                        ? 1
                        : n.updateConfig().maxUnavailable(),
                n.version(),
                n.resources() == null
                        ? ""
                        : n.resources().autoScalingGroups().stream()
                                .map(AutoScalingGroup::name)
                                .findFirst()
                                .orElse(""),
                new TreeMap<>(n.tags()));
    }

    /** EKS's own words for what is wrong with a node group. */
    static String health(Nodegroup n) {
        return n.health() == null
                ? ""
                : n.health().issues().stream().map(NodeGroupState::text).collect(Collectors.joining("; "));
    }

    private static String text(Issue issue) {
        String where = issue.resourceIds().isEmpty() ? "" : " " + issue.resourceIds();
        return issue.codeAsString() + ": " + issue.message() + where;
    }
}
