package dev.eksdsl.testing.eks;

import dev.eksdsl.testing.ec2.CloudNetwork;
import dev.eksdsl.testing.ec2.CloudNetwork.InstanceTypeView;
import dev.eksdsl.testing.ec2.CloudNetwork.InstanceView;
import dev.eksdsl.testing.ec2.CloudNetwork.SubnetView;
import dev.eksdsl.testing.eks.NodegroupState.Node;
import dev.eksdsl.testing.kubernetes.KubernetesCluster.NodeFacts;
import dev.eksdsl.testing.kubernetes.KubernetesCluster.TaintFacts;
import dev.eksdsl.testing.server.Caller;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.eks.model.Issue;
import software.amazon.awssdk.services.eks.model.Nodegroup;
import software.amazon.awssdk.services.eks.model.NodegroupIssueCode;
import software.amazon.awssdk.services.eks.model.Taint;

/** The machines of node groups: starts and stops instances, and tells Kubernetes of them. */
final class NodeFleet {

    private final CloudNetwork network;

    NodeFleet(CloudNetwork network) {
        this.network = network;
    }

    /** Starts instances, spread over the group's subnets; they have not joined yet. */
    List<Node> launch(NodegroupState group, int count) {
        List<Node> launched = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Optional<SubnetView> subnet = nextSubnet(group);
            if (subnet.isEmpty()) {
                return launched;
            }
            Node node = new Node(facts(group, instance(group, subnet.get().id())), false);
            group.nodes.add(node);
            launched.add(node);
        }
        return launched;
    }

    /** Where the next instance goes: the subnet with the fewest nodes of the group that still has an address. */
    private Optional<SubnetView> nextSubnet(NodegroupState group) {
        Caller owner = group.cluster.creator;
        return group.described().subnets().stream()
                .flatMap(id -> network.subnet(owner, id).stream())
                .filter(subnet -> subnet.freeAddresses() > 0)
                .min(Comparator.comparingLong(subnet -> group.nodes.stream()
                        .filter(node -> node.facts().instance().subnetId().equals(subnet.id()))
                        .count()));
    }

    private InstanceView instance(NodegroupState group, String subnetId) {
        ClusterState cluster = group.cluster;
        return network.launchInstance(
                cluster.creator,
                subnetId,
                group.described().instanceTypes().get(0),
                image(group.described()),
                List.of(cluster.described().resourcesVpcConfig().clusterSecurityGroupId()),
                Map.of(
                        "eks:cluster-name",
                        cluster.name(),
                        "eks:nodegroup-name",
                        group.name(),
                        "aws:autoscaling:groupName",
                        group.described().resources().autoScalingGroups().get(0).name(),
                        "k8s.io/cluster-autoscaler/enabled",
                        "true",
                        "k8s.io/cluster-autoscaler/" + cluster.name(),
                        "owned",
                        "kubernetes.io/cluster/" + cluster.name(),
                        "owned"));
    }

    /** The same image type and release always give the same id. */
    private static String image(Nodegroup group) {
        return "ami-0" + digits(group.amiTypeAsString() + group.releaseVersion(), 16);
    }

    private static String digits(String text, int length) {
        long mixed = 0x9E3779B97F4A7C15L;
        for (int i = 0; i < text.length(); i++) {
            mixed = (mixed ^ text.charAt(i)) * 0x100000001B3L;
        }
        return String.format("%016x", mixed).substring(16 - length);
    }

    private NodeFacts facts(NodegroupState group, InstanceView instance) {
        Nodegroup described = group.described();
        InstanceTypeView type =
                network.instanceType(described.instanceTypes().get(0)).orElseThrow();
        return new NodeFacts(
                instance.privateDnsName(),
                instance,
                type,
                kubeletVersion(described),
                labels(group, instance, type),
                taints(described));
    }

    /** Releases of Amazon Linux begin with the version of the kubelet; others have numbers of their own. */
    private static String kubeletVersion(Nodegroup group) {
        String release = group.releaseVersion();
        String patch = release.startsWith(group.version() + ".")
                ? release.replaceFirst("-.*", "")
                : KubernetesVersions.eks().find(group.version()).orElseThrow().patchVersion();
        return "v" + patch + "-eks-" + digits(release, 7);
    }

    private static Map<String, String> labels(NodegroupState group, InstanceView instance, InstanceTypeView type) {
        Nodegroup described = group.described();
        Map<String, String> labels = new TreeMap<>(described.labels());
        labels.put("eks.amazonaws.com/nodegroup", group.name());
        labels.put("eks.amazonaws.com/nodegroup-image", image(described));
        labels.put("eks.amazonaws.com/capacityType", described.capacityTypeAsString());
        labels.put("topology.kubernetes.io/zone", instance.zone());
        labels.put("topology.kubernetes.io/region", group.cluster.creator.region());
        labels.put("node.kubernetes.io/instance-type", type.name());
        labels.put("kubernetes.io/arch", type.architecture().equals("arm64") ? "arm64" : "amd64");
        labels.put("kubernetes.io/os", described.amiTypeAsString().startsWith("WINDOWS") ? "windows" : "linux");
        labels.put("kubernetes.io/hostname", instance.privateDnsName());
        return labels;
    }

    private static List<TaintFacts> taints(Nodegroup group) {
        return group.taints().stream()
                .map(taint -> new TaintFacts(
                        taint.key(), taint.value() == null ? "" : taint.value(), kubernetesEffect(taint)))
                .toList();
    }

    private static String kubernetesEffect(Taint taint) {
        return switch (taint.effect()) {
            case NO_SCHEDULE -> "NoSchedule";
            case NO_EXECUTE -> "NoExecute";
            case PREFER_NO_SCHEDULE -> "PreferNoSchedule";
            default -> throw new IllegalArgumentException("not an effect of EKS: " + taint.effectAsString());
        };
    }

    /** Why the group's instances do not become nodes, or empty if they do. */
    Optional<Issue> obstacle(NodegroupState group) {
        Caller owner = group.cluster.creator;
        if (group.nodes.size() < group.described().scalingConfig().desiredSize()) {
            return issue(
                    NodegroupIssueCode.INSUFFICIENT_FREE_ADDRESSES,
                    "The subnets " + group.described().subnets() + " do not have enough free IP addresses");
        }
        for (Node node : group.nodes) {
            String subnetId = node.facts().instance().subnetId();
            boolean unreachable = network.routesToInternetGateway(owner, subnetId)
                    && network.subnet(owner, subnetId)
                            .filter(SubnetView::publicIpOnLaunch)
                            .isEmpty();
            if (unreachable) {
                return issue(
                        NodegroupIssueCode.EC2_SUBNET_INVALID_CONFIGURATION,
                        "One or more Amazon EC2 Subnets of [" + subnetId + "] for node group " + group.name()
                                + " does not automatically assign public IP addresses to instances launched into it. If"
                                + " you want your instances to be assigned a public IP address, then you need to enable"
                                + " auto-assign public IP address for the subnet.");
            }
            if (!network.hasWayOut(owner, subnetId)) {
                return issue(
                        NodegroupIssueCode.NODE_CREATION_FAILURE, "Instances failed to join the kubernetes cluster");
            }
        }
        boolean podNetwork = group.nodes.isEmpty()
                || group.cluster.selfManaged.contains("vpc-cni")
                || group.cluster.addons.containsKey("vpc-cni");
        return podNetwork
                ? Optional.empty()
                : issue(NodegroupIssueCode.NODE_CREATION_FAILURE, "Unhealthy nodes in the kubernetes cluster");
    }

    private static Optional<Issue> issue(NodegroupIssueCode code, String message) {
        return Optional.of(Issue.builder().code(code).message(message).build());
    }

    /** Tells Kubernetes of those nodes that have not joined yet. */
    void join(NodegroupState group) {
        group.nodes.replaceAll(node -> {
            if (!node.joined()) {
                group.cluster.kubernetes().nodeJoined(node.facts());
            }
            return new Node(node.facts(), true);
        });
    }

    /** Gives the group's nodes the group's present labels and taints. */
    void relabel(NodegroupState group) {
        group.nodes.replaceAll(node -> {
            NodeFacts before = node.facts();
            NodeFacts after = new NodeFacts(
                    before.name(),
                    before.instance(),
                    before.type(),
                    before.kubeletVersion(),
                    labels(group, before.instance(), before.type()),
                    taints(group.described()));
            if (node.joined() && !after.equals(before)) {
                group.cluster.kubernetes().nodeJoined(after);
            }
            return new Node(after, node.joined());
        });
    }

    void terminate(NodegroupState group, List<Node> nodes) {
        for (Node node : List.copyOf(nodes)) {
            if (node.joined()) {
                group.cluster.kubernetes().nodeLeft(node.facts().name());
            }
            network.terminateInstance(
                    group.cluster.creator, node.facts().instance().id());
            group.nodes.remove(node);
        }
    }
}
