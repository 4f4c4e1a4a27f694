package dev.eksdsl.testing.eks;

import dev.eksdsl.testing.autoscaling.AutoScalingGroups;
import dev.eksdsl.testing.autoscaling.AutoScalingGroups.GroupView;
import dev.eksdsl.testing.ec2.CloudNetwork.InstanceView;
import dev.eksdsl.testing.ec2.CloudNetwork.LaunchTemplateView;
import dev.eksdsl.testing.eks.NodegroupState.Node;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.Durations;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.eks.model.AutoScalingGroup;
import software.amazon.awssdk.services.eks.model.CapacityTypes;
import software.amazon.awssdk.services.eks.model.Nodegroup;
import software.amazon.awssdk.services.eks.model.NodegroupScalingConfig;

/**
 * The machines of node groups: a launch template and an Auto Scaling group for each, whose instances join the cluster as
 * nodes, and leave it when they go, whoever lets them go.
 */
final class NodeFleet implements AutoScalingGroups.Listener {

    /** How often instances that could not join are looked at again. */
    private static final Duration RECHECK = Duration.ofMinutes(1);

    private final Surroundings eks;
    private final NodeFactory factory;
    private final NodeObstacles obstacles;
    private final NodeHooks hooks;

    NodeFleet(Surroundings eks) {
        this.eks = eks;
        this.factory = new NodeFactory(eks.network());
        this.obstacles = new NodeObstacles(eks);
        this.hooks = new NodeHooks(eks);
        eks.groups().onChange(this);
    }

    NodeObstacles obstacles() {
        return obstacles;
    }

    /** Makes the launch template and the Auto Scaling group, whose instances start at once. */
    void start(NodegroupState group) {
        Caller owner = group.cluster.creator;
        LaunchTemplateView template = eks.network()
                .createServiceLaunchTemplate(
                        owner,
                        "eks-" + group.id,
                        NodeTemplates.data(group, group.source),
                        Map.of("eks:cluster-name", group.cluster.name(), "eks:nodegroup-name", group.name()));
        group.templateId = template.id();
        group.templateVersion = template.version();
        String name = "eks-" + group.name() + "-" + group.id;
        group.change(change -> change.resources(resources -> resources
                .remoteAccessSecurityGroup(group.remoteAccessGroup)
                .autoScalingGroups(AutoScalingGroup.builder().name(name).build())));
        NodegroupScalingConfig sizes = group.described().scalingConfig();
        eks.groups()
                .create(
                        owner,
                        new AutoScalingGroups.Wanted(
                                name,
                                template.id(),
                                String.valueOf(template.version()),
                                types(group),
                                group.described().capacityType() == CapacityTypes.SPOT,
                                group.described().subnets(),
                                sizes.minSize(),
                                sizes.maxSize(),
                                sizes.desiredSize(),
                                tags(group),
                                NodeHooks.of(owner)));
    }

    /** The types of the group, or the one of the user's launch template. */
    private static List<String> types(NodegroupState group) {
        LaunchTemplateView source = group.source;
        List<String> own = group.described().instanceTypes();
        if (own.isEmpty() && source != null && source.data().instanceTypeAsString() != null) {
            return List.of(source.data().instanceTypeAsString());
        }
        return own;
    }

    private static Map<String, String> tags(NodegroupState group) {
        String cluster = group.cluster.name();
        Map<String, String> tags = new TreeMap<>();
        tags.put("eks:cluster-name", cluster);
        tags.put("eks:nodegroup-name", group.name());
        tags.put("k8s.io/cluster-autoscaler/enabled", "true");
        tags.put("k8s.io/cluster-autoscaler/" + cluster, "owned");
        tags.put("kubernetes.io/cluster/" + cluster, "owned");
        return tags;
    }

    Optional<GroupView> view(NodegroupState group) {
        return group.autoScalingGroup().flatMap(name -> eks.groups().group(group.cluster.creator, name));
    }

    /** Adds a version to the launch template, as the group is described now, for new instances. */
    void renewTemplate(NodegroupState group) {
        eks.network()
                .addServiceLaunchTemplateVersion(
                        group.cluster.creator, group.templateId, NodeTemplates.data(group, group.source))
                .ifPresent(version -> useTemplate(group, version.version()));
    }

    void useTemplate(NodegroupState group, long version) {
        group.templateVersion = version;
        group.autoScalingGroup()
                .ifPresent(name ->
                        eks.groups().template(group.cluster.creator, name, group.templateId, String.valueOf(version)));
    }

    /** Sets the sizes of the Auto Scaling group. */
    void resize(NodegroupState group, int min, int max, int desired) {
        group.autoScalingGroup().ifPresent(name -> eks.groups().resize(group.cluster.creator, name, min, max, desired));
    }

    /** Terminates a node that is drained; the Auto Scaling group puts another one into its place. */
    void replace(NodegroupState group, Node node) {
        group.drained.add(node.facts().instance().id());
        group.autoScalingGroup()
                .ifPresent(name -> eks.groups()
                        .terminate(
                                group.cluster.creator,
                                name,
                                node.facts().instance().id(),
                                false));
    }

    /** Takes away all that the group has made. */
    void drop(NodegroupState group) {
        Caller owner = group.cluster.creator;
        group.autoScalingGroup().ifPresent(name -> eks.groups().delete(owner, name));
        eks.network().deleteServiceLaunchTemplate(owner, group.templateId);
        if (group.remoteAccessGroup != null) {
            eks.network().deleteServiceSecurityGroup(owner, group.remoteAccessGroup);
        }
    }

    /** Tells Kubernetes of those nodes that have not joined yet. */
    void join(NodegroupState group) {
        group.nodes.replaceAll(node -> {
            if (!node.joined()) {
                group.cluster.kubernetes().nodeJoined(node.facts());
            }
            return new Node(node.facts(), true);
        });
        List.copyOf(group.nodes)
                .forEach(node -> hooks.joined(group, node.facts().instance().id()));
    }

    /** Gives the group's nodes the group's present labels and taints. */
    void relabel(NodegroupState group) {
        group.nodes.replaceAll(node -> {
            var after = factory.relabelled(group, node.facts());
            if (node.joined() && !after.equals(node.facts())) {
                group.cluster.kubernetes().nodeJoined(after);
            }
            return new Node(after, node.joined());
        });
    }

    @Override
    public void started(Caller owner, String name, InstanceView instance, String instanceType) {
        find(owner, name).ifPresent(group -> {
            group.nodes.add(new Node(factory.facts(group, instance, instanceType), false));
            eks.after(group.cluster, Durations.Of.NODE_JOIN, () -> joinSoon(group, instance.id()));
        });
    }

    /** Joins when nothing is in the way any more; in vain once the instance is gone. */
    private void joinSoon(NodegroupState group, String instanceId) {
        boolean waits = group.nodes.stream()
                .anyMatch(node -> !node.joined() && node.facts().instance().id().equals(instanceId));
        if (!waits || !group.cluster.hasKubernetes()) {
            return;
        }
        if (obstacles.ofNodes(group).isEmpty()) {
            join(group);
        } else {
            eks.after(group.cluster, RECHECK, () -> joinSoon(group, instanceId));
        }
    }

    @Override
    public void waits(Caller owner, String name, String instanceId, boolean launching) {
        find(owner, name).ifPresent(group -> hooks.waits(group, instanceId, launching));
    }

    @Override
    public void leaving(Caller owner, String name, String instanceId) {
        find(owner, name)
                .ifPresent(group -> group.nodes.removeIf(node -> {
                    boolean left = node.facts().instance().id().equals(instanceId);
                    if (left && node.joined() && group.cluster.hasKubernetes()) {
                        group.cluster.kubernetes().nodeLeft(node.facts().name());
                    }
                    return left;
                }));
    }

    private Optional<NodegroupState> find(Caller owner, String name) {
        return eks.places().of(owner).clusters.values().stream()
                .flatMap(cluster -> cluster.nodegroups.values().stream())
                .filter(group -> group.autoScalingGroup().filter(name::equals).isPresent())
                .findFirst();
    }

    /** The group's sizes as its Auto Scaling group has them, which others may have changed. */
    Nodegroup sized(NodegroupState group) {
        Nodegroup described = group.described();
        return view(group)
                .filter(found -> !group.rolling)
                .map(found -> described.copy(copy -> copy.scalingConfig(sizes -> sizes.minSize(found.min())
                        .maxSize(Math.max(1, found.max()))
                        .desiredSize(found.desired()))))
                .orElse(described);
    }
}
