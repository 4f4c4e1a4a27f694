package dev.eksdsl.testing.eks;

import dev.eksdsl.testing.kubernetes.KubernetesCluster.NodeFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
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
    private Nodegroup described;

    NodegroupState(ClusterState cluster, Nodegroup described) {
        this.cluster = cluster;
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

    /** The modelled members of an error about this node group. */
    Map<String, Object> where() {
        return Map.of("clusterName", cluster.name(), "nodegroupName", name());
    }
}
