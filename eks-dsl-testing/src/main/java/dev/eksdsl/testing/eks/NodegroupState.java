package dev.eksdsl.testing.eks;

import dev.eksdsl.testing.ec2.CloudNetwork.LaunchTemplateView;
import dev.eksdsl.testing.kubernetes.KubernetesCluster.NodeFacts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.model.AutoScalingGroup;
import software.amazon.awssdk.services.eks.model.Nodegroup;
import software.amazon.awssdk.services.eks.model.NodegroupStatus;

/** One node group: how it is described, its nodes, its updates. */
final class NodegroupState {

    /**
     * A node of the group.
     *
     * @param facts what Kubernetes is told of it
     * @param joined whether it has been told
     */
    record Node(NodeFacts facts, boolean joined) {}

    final ClusterState cluster;
    final UpdateLog updates = new UpdateLog();
    final List<Node> nodes = new ArrayList<>();

    /** Instances whose nodes an update has drained, and which may go without being drained again. */
    final Set<String> drained = new HashSet<>();

    /** The UUID in its ARN, and in the names of what it makes. */
    final String id;

    /** The version of the user's own launch template; null if there is none. */
    @Nullable
    LaunchTemplateView source;
    /** The security group that lets SSH in; null without remote access. */
    @Nullable
    String remoteAccessGroup;
    /** The launch template that EKS made, and the version in use. Empty until it is made. */
    String templateId = "";

    long templateVersion;
    /** Whether a rolling update has changed the sizes of the Auto Scaling group for a while. */
    boolean rolling;

    private Nodegroup described;

    NodegroupState(ClusterState cluster, String id, Nodegroup described) {
        this.cluster = cluster;
        this.id = id;
        this.described = described;
    }

    Nodegroup described() {
        return described;
    }

    void change(Consumer<Nodegroup.Builder> change) {
        described = described.copy(change);
    }

    String name() {
        return described.nodegroupName();
    }

    boolean is(NodegroupStatus status) {
        return described.status() == status;
    }

    /** The name of its Auto Scaling group, once it is made. */
    Optional<String> autoScalingGroup() {
        return described.resources() == null
                ? Optional.empty()
                : described.resources().autoScalingGroups().stream()
                        .map(AutoScalingGroup::name)
                        .findFirst();
    }

    /** The modelled members of an error about this node group. */
    Map<String, Object> where() {
        return Map.of("clusterName", cluster.name(), "nodegroupName", name());
    }
}
