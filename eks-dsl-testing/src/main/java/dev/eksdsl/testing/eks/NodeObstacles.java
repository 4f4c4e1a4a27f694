package dev.eksdsl.testing.eks;

import dev.eksdsl.testing.autoscaling.AutoScalingGroups.GroupView;
import dev.eksdsl.testing.ec2.CloudNetwork;
import dev.eksdsl.testing.ec2.CloudNetwork.LaunchTemplateView;
import dev.eksdsl.testing.ec2.CloudNetwork.SubnetView;
import dev.eksdsl.testing.eks.NodegroupState.Node;
import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.eks.model.AuthenticationMode;
import software.amazon.awssdk.services.eks.model.CapacityTypes;
import software.amazon.awssdk.services.eks.model.Issue;
import software.amazon.awssdk.services.eks.model.NodegroupIssueCode;

/**
 * Why a node group is not well: what its instances need and do not have (EKS user guide, "Troubleshoot problems with Amazon
 * EKS clusters and nodes"). In a lenient world nothing is ever in the way.
 */
final class NodeObstacles {

    private final Surroundings eks;
    private final NodeWays ways;

    NodeObstacles(Surroundings eks) {
        this.eks = eks;
        this.ways = new NodeWays(eks.network());
    }

    /** Why the group does not have its nodes: instances that do not start, or do not become nodes. */
    Optional<Issue> of(NodegroupState group) {
        if (eks.world().isLenient()) {
            return Optional.empty();
        }
        return ofLaunches(group).or(() -> ofNodes(group));
    }

    private Optional<Issue> ofLaunches(NodegroupState group) {
        Optional<GroupView> view =
                group.autoScalingGroup().flatMap(name -> eks.groups().group(group.cluster.creator, name));
        if (view.isEmpty()) {
            return group.autoScalingGroup()
                    .flatMap(name -> issue(
                            NodegroupIssueCode.AUTO_SCALING_GROUP_NOT_FOUND,
                            "Couldn't find the Auto Scaling group " + name + " of the managed node group",
                            List.of(name)));
        }
        boolean complete = view.get().instanceIds().size() >= view.get().desired();
        return complete
                ? Optional.empty()
                : view.get().refusal().flatMap(refusal -> refused(group, view.get(), refusal));
    }

    private static Optional<Issue> refused(NodegroupState group, GroupView view, AwsFault refusal) {
        List<String> resources = List.of(view.name());
        return switch (refusal.code()) {
            case "InsufficientFreeAddressesInSubnet" ->
                issue(
                        NodegroupIssueCode.INSUFFICIENT_FREE_ADDRESSES,
                        "The subnets " + group.described().subnets() + " do not have enough free IP addresses",
                        group.described().subnets());
            case "VcpuLimitExceeded", "InstanceLimitExceeded", "MaxSpotInstanceCountExceeded" ->
                issue(NodegroupIssueCode.INSTANCE_LIMIT_EXCEEDED, String.valueOf(refusal.getMessage()), resources);
            default -> {
                boolean spot = group.described().capacityType() == CapacityTypes.SPOT;
                yield issue(
                        NodegroupIssueCode.ASG_INSTANCE_LAUNCH_FAILURES,
                        "Could not launch " + (spot ? "Spot" : "On-Demand") + " Instances. " + refusal.code() + " - "
                                + refusal.getMessage() + " Launching EC2 instance failed.",
                        resources);
            }
        };
    }

    /** Why the instances that the group has do not become nodes. */
    Optional<Issue> ofNodes(NodegroupState group) {
        if (eks.world().isLenient() || group.nodes.isEmpty()) {
            return Optional.empty();
        }
        Caller owner = group.cluster.creator;
        CloudNetwork network = eks.network();
        List<String> instances =
                group.nodes.stream().map(node -> node.facts().instance().id()).toList();
        for (Node node : group.nodes) {
            String subnetId = node.facts().instance().subnetId();
            boolean unreachable = network.routesToInternetGateway(owner, subnetId)
                    && !getsPublicAddress(group)
                    && network.subnet(owner, subnetId)
                            .filter(SubnetView::publicIpOnLaunch)
                            .isEmpty();
            if (unreachable) {
                return issue(
                        NodegroupIssueCode.EC2_SUBNET_INVALID_CONFIGURATION,
                        "One or more Amazon EC2 Subnets of [" + subnetId + "] for node group " + group.name()
                                + " does not automatically assign public IP addresses to instances launched into it. If"
                                + " you want your instances to be assigned a public IP address, then you need to enable"
                                + " auto-assign public IP address for the subnet.",
                        List.of(subnetId));
            }
            if (!ways.reachesServices(group, node) || !ways.reachesControlPlane(group, node)) {
                return neverJoined(instances);
            }
        }
        NodePermissions permissions = NodePermissions.of(eks, group);
        if (eks.troubles().neverJoins(group) || !isLetIn(group) || !permissions.register()) {
            return neverJoined(instances);
        }
        boolean podNetwork =
                group.cluster.selfManaged.contains("vpc-cni") || group.cluster.addons.containsKey("vpc-cni");
        return podNetwork && permissions.getReady()
                ? Optional.empty()
                : issue(
                        NodegroupIssueCode.NODE_CREATION_FAILURE,
                        "Unhealthy nodes in the kubernetes cluster",
                        instances);
    }

    private static Optional<Issue> neverJoined(List<String> instances) {
        return issue(
                NodegroupIssueCode.NODE_CREATION_FAILURE, "Instances failed to join the kubernetes cluster", instances);
    }

    private static boolean getsPublicAddress(NodegroupState group) {
        return group.source != null
                && group.source.data().networkInterfaces().stream()
                        .anyMatch(each -> Boolean.TRUE.equals(each.associatePublicIpAddress()));
    }

    /** Whether the node role may join: by its access entry, or by the ConfigMap aws-auth, as far as the mode has them. */
    private static boolean isLetIn(NodegroupState group) {
        ClusterState cluster = group.cluster;
        AuthenticationMode mode = cluster.described().accessConfig().authenticationMode();
        String role = Objects.requireNonNull(group.described().nodeRole());
        AccessEntryState entry = cluster.accessEntries.get(role);
        boolean byEntry = mode != AuthenticationMode.CONFIG_MAP
                && entry != null
                && !entry.described().type().equals(AccessEntryRules.STANDARD);
        boolean byMap = mode != AuthenticationMode.API
                && cluster.hasKubernetes()
                && cluster.kubernetes().mapsRole(role);
        return byEntry || byMap;
    }

    /** What is wrong with a group that has once been well; goes away with its causes. */
    List<Issue> health(NodegroupState group) {
        if (eks.world().isLenient()) {
            return List.of();
        }
        List<Issue> issues = new ArrayList<>();
        Stream.of(ofTemplates(group), ofSubnets(group), ofSecurityGroup(group), ofRole(group), of(group))
                .flatMap(Optional::stream)
                .forEach(issues::add);
        return issues;
    }

    private Optional<Issue> ofTemplates(NodegroupState group) {
        Caller owner = group.cluster.creator;
        Optional<LaunchTemplateView> latest = eks.network().launchTemplate(owner, group.templateId, "$Latest");
        if (latest.isEmpty()) {
            return issue(
                    NodegroupIssueCode.EC2_LAUNCH_TEMPLATE_NOT_FOUND,
                    "Couldn't find the EC2 launch template " + group.templateId + " of the managed node group",
                    List.of(group.templateId));
        }
        if (latest.get().version() > group.templateVersion) {
            return issue(
                    NodegroupIssueCode.EC2_LAUNCH_TEMPLATE_VERSION_MISMATCH,
                    "The EC2 launch template version for your managed node group does not match the version that EKS"
                            + " created",
                    List.of(group.templateId));
        }
        LaunchTemplateView source = group.source;
        if (source == null
                || eks.network().launchTemplate(owner, source.id(), null).isPresent()) {
            return Optional.empty();
        }
        return issue(
                NodegroupIssueCode.SOURCE_EC2_LAUNCH_TEMPLATE_NOT_FOUND,
                "Couldn't find the EC2 launch template " + source.id()
                        + " that the managed node group was created with",
                List.of(source.id()));
    }

    private Optional<Issue> ofSubnets(NodegroupState group) {
        List<String> gone = group.described().subnets().stream()
                .filter(id -> eks.network().subnet(group.cluster.creator, id).isEmpty())
                .toList();
        return gone.isEmpty()
                ? Optional.empty()
                : issue(
                        NodegroupIssueCode.EC2_SUBNET_NOT_FOUND,
                        "Couldn't find one or more subnets of the managed node group: " + gone,
                        gone);
    }

    private Optional<Issue> ofSecurityGroup(NodegroupState group) {
        String id = group.cluster.described().resourcesVpcConfig().clusterSecurityGroupId();
        return eks.network().vpcOfSecurityGroup(group.cluster.creator, id).isPresent()
                ? Optional.empty()
                : issue(
                        NodegroupIssueCode.EC2_SECURITY_GROUP_NOT_FOUND,
                        "Couldn't find the cluster security group " + id,
                        List.of(id));
    }

    private Optional<Issue> ofRole(NodegroupState group) {
        String role = Objects.requireNonNull(group.described().nodeRole());
        if (eks.roles().settled(group.cluster.creator, role).isEmpty()) {
            return issue(
                    NodegroupIssueCode.IAM_NODE_ROLE_NOT_FOUND, "Couldn't find the node role " + role, List.of(role));
        }
        return isLetIn(group)
                ? Optional.empty()
                : issue(
                        NodegroupIssueCode.ACCESS_DENIED,
                        "One or more managed nodes fail to authenticate or authorize with the Kubernetes API server: role "
                                + role + " has no access entry",
                        List.of(role));
    }

    private static Optional<Issue> issue(NodegroupIssueCode code, String message, List<String> resources) {
        return Optional.of(Issue.builder()
                .code(code)
                .message(message)
                .resourceIds(resources)
                .build());
    }
}
