package dev.eksdsl.testing.eks;

import dev.eksdsl.testing.autoscaling.AutoScalingGroups;
import dev.eksdsl.testing.eks.NodegroupState.Node;
import dev.eksdsl.testing.server.Caller;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.autoscaling.model.LifecycleHookSpecification;

/**
 * EKS's two lifecycle hooks on the Auto Scaling groups of node groups, as they are found there: half an hour each, then the
 * instance goes on. EKS completes the one when the node has joined, the other when the node is drained, so that a
 * disruption budget holds a node up to half an hour.
 */
final class NodeHooks {

    static final String LAUNCH = "Launch-LC-Hook";
    static final String TERMINATE = "Terminate-LC-Hook";

    private static final int HEARTBEAT_SECONDS = 1800;
    private static final Duration AGAIN = Duration.ofSeconds(10);

    private final Surroundings eks;

    NodeHooks(Surroundings eks) {
        this.eks = eks;
    }

    /** EKS is told through a topic of its own account. */
    static List<LifecycleHookSpecification> of(Caller owner) {
        return List.of(
                hook(owner, LAUNCH, "autoscaling:EC2_INSTANCE_LAUNCHING"),
                hook(owner, TERMINATE, "autoscaling:EC2_INSTANCE_TERMINATING"));
    }

    private static LifecycleHookSpecification hook(Caller owner, String name, String transition) {
        return LifecycleHookSpecification.builder()
                .lifecycleHookName(name)
                .lifecycleTransition(transition)
                .heartbeatTimeout(HEARTBEAT_SECONDS)
                .defaultResult("CONTINUE")
                .notificationTargetARN("arn:%s:sns:%s:823778094414:eks-asg-lifecycle-hook-topic"
                        .formatted(owner.partition(), owner.region()))
                .build();
    }

    void waits(NodegroupState group, String instanceId, boolean launching) {
        if (launching) {
            find(group, instanceId).filter(Node::joined).ifPresent(node -> joined(group, instanceId));
        } else {
            drain(group, instanceId);
        }
    }

    void joined(NodegroupState group, String instanceId) {
        proceed(group, instanceId, LAUNCH);
    }

    /** A node that is gone, has never joined, or was drained by an update, need not be drained. */
    private void drain(NodegroupState group, String instanceId) {
        Optional<Node> node = find(group, instanceId).filter(Node::joined);
        boolean drained = node.isEmpty()
                || group.drained.remove(instanceId)
                || !group.cluster.hasKubernetes()
                || group.cluster.kubernetes().drain(node.get().facts().name(), false);
        if (drained) {
            proceed(group, instanceId, TERMINATE);
        } else {
            eks.after(group.cluster, AGAIN, () -> drain(group, instanceId));
        }
    }

    private void proceed(NodegroupState group, String instanceId, String hook) {
        AutoScalingGroups groups = eks.groups();
        group.autoScalingGroup().ifPresent(name -> groups.proceed(group.cluster.creator, name, instanceId, hook));
    }

    private static Optional<Node> find(NodegroupState group, String instanceId) {
        return group.nodes.stream()
                .filter(node -> node.facts().instance().id().equals(instanceId))
                .findFirst();
    }
}
