package dev.eksdsl.testing.eks;

import dev.eksdsl.testing.ec2.CloudNetwork;
import dev.eksdsl.testing.ec2.CloudNetwork.InstanceTypeView;
import dev.eksdsl.testing.ec2.CloudNetwork.InstanceView;
import dev.eksdsl.testing.kubernetes.KubernetesCluster.NodeFacts;
import dev.eksdsl.testing.kubernetes.KubernetesCluster.TaintFacts;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.eks.model.Nodegroup;
import software.amazon.awssdk.services.eks.model.Taint;

/** What the kubelet of a node group's instance knows: its version, its labels, its taints. */
final class NodeFactory {

    private final CloudNetwork network;

    NodeFactory(CloudNetwork network) {
        this.network = network;
    }

    /** A new node. A type that the fake has no data on, as a lenient world takes it, counts as a small one. */
    NodeFacts facts(NodegroupState group, InstanceView instance, String instanceType) {
        InstanceTypeView type = network.instanceType(instanceType)
                .orElseGet(() -> new InstanceTypeView(instanceType, 2, 8192, "x86_64", 29));
        return facts(group, instance, type, kubeletVersion(group.described()), image(group));
    }

    /** The node with its group's present labels and taints; it stays on its image. */
    NodeFacts relabelled(NodegroupState group, NodeFacts before) {
        return facts(
                group,
                before.instance(),
                before.type(),
                before.kubeletVersion(),
                before.labels().getOrDefault("eks.amazonaws.com/nodegroup-image", image(group)));
    }

    private static NodeFacts facts(
            NodegroupState group, InstanceView instance, InstanceTypeView type, String kubelet, String image) {
        return new NodeFacts(
                instance.privateDnsName(),
                instance,
                type,
                kubelet,
                labels(group, instance, type, image),
                taints(group.described()));
    }

    private static String image(NodegroupState group) {
        return NodeTemplates.image(group, group.source);
    }

    /** Releases of Amazon Linux begin with the version of the kubelet; others have numbers of their own. */
    private static String kubeletVersion(Nodegroup group) {
        String release = group.releaseVersion();
        String patch = release.startsWith(group.version() + ".")
                ? release.replaceFirst("-.*", "")
                : KubernetesVersions.eks().find(group.version()).orElseThrow().patchVersion();
        return "v" + patch + "-eks-" + digits(release, 7);
    }

    /** The same text always gives the same digits. */
    private static String digits(String text, int length) {
        long mixed = 0x9E3779B97F4A7C15L;
        for (int i = 0; i < text.length(); i++) {
            mixed = (mixed ^ text.charAt(i)) * 0x100000001B3L;
        }
        return String.format("%016x", mixed).substring(16 - length);
    }

    private static Map<String, String> labels(
            NodegroupState group, InstanceView instance, InstanceTypeView type, String image) {
        Nodegroup described = group.described();
        Map<String, String> labels = new TreeMap<>(described.labels());
        labels.put("eks.amazonaws.com/nodegroup", group.name());
        labels.put("eks.amazonaws.com/nodegroup-image", image);
        labels.put("eks.amazonaws.com/capacityType", described.capacityTypeAsString());
        if (group.source != null) {
            labels.put("eks.amazonaws.com/sourceLaunchTemplateId", group.source.id());
            labels.put("eks.amazonaws.com/sourceLaunchTemplateVersion", String.valueOf(group.source.version()));
        }
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
}
