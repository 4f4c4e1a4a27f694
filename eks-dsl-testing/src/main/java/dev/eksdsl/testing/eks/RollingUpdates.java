package dev.eksdsl.testing.eks;

import dev.eksdsl.testing.ec2.CloudNetwork.LaunchTemplateView;
import dev.eksdsl.testing.ec2.CloudNetwork.SubnetView;
import dev.eksdsl.testing.eks.NodegroupState.Node;
import dev.eksdsl.testing.server.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.model.Issue;
import software.amazon.awssdk.services.eks.model.Nodegroup;
import software.amazon.awssdk.services.eks.model.NodegroupScalingConfig;
import software.amazon.awssdk.services.eks.model.NodegroupStatus;
import software.amazon.awssdk.services.eks.model.NodegroupUpdateStrategies;

/**
 * Replaces the nodes of a group in the phases of EKS (EKS user guide, "Understand each phase of node updates"): set-up of
 * a new version of the launch template; scale-up by twice the number of zones or by as many nodes as go at once, whichever
 * is more; batch after batch of old nodes drained and terminated; scale-down to the former sizes. With the strategy MINIMAL
 * nothing is scaled up: nodes go before their successors come.
 */
final class RollingUpdates {

    /** How long EKS tries to drain a node before it gives up, and how often. */
    private static final int DRAIN_MINUTES = 15;

    private static final Duration AGAIN = Duration.ofMinutes(1);

    private final Surroundings eks;
    private final NodegroupChanges changes;
    private final NodeFleet fleet;

    RollingUpdates(Surroundings eks, NodegroupChanges changes, NodeFleet fleet) {
        this.eks = eks;
        this.changes = changes;
        this.fleet = fleet;
    }

    /** An update under way. */
    private static final class Rolling {
        final NodegroupState group;
        final String updateId;
        final Nodegroup before;
        final Nodegroup after;
        final @Nullable LaunchTemplateView sourceBefore;
        final @Nullable LaunchTemplateView sourceAfter;
        final boolean force;
        /** Instances that are still to be replaced: a successor may get the address, and so the name, of a node that went. */
        final List<String> old = new ArrayList<>();

        NodegroupScalingConfig sizes;
        long templateBefore;
        int tries;
        int rounds;

        Rolling(
                NodegroupState group,
                String updateId,
                Nodegroup after,
                @Nullable LaunchTemplateView sourceAfter,
                boolean force) {
            this.group = group;
            this.updateId = updateId;
            this.before = group.described();
            this.after = after;
            this.sourceBefore = group.source;
            this.sourceAfter = sourceAfter;
            this.force = force;
            this.sizes = before.scalingConfig();
        }
    }

    void start(
            NodegroupState group,
            String updateId,
            Nodegroup after,
            @Nullable LaunchTemplateView source,
            boolean force) {
        Rolling rolling = new Rolling(group, updateId, after, source, force);
        eks.after(group.cluster, group.name(), Durations.Of.NODEGROUP_VERSION_UPDATE_SETUP, () -> scaleUp(rolling));
    }

    private void scaleUp(Rolling rolling) {
        NodegroupState group = rolling.group;
        Failures.Failure failure = eks.failures().next(FakeEks.Lifecycle.NODEGROUP_UPDATE);
        if (failure != null) {
            end(rolling, failure.code(), failure.message(), List.of());
            return;
        }
        rolling.sizes = fleet.sized(group).scalingConfig();
        rolling.templateBefore = group.templateVersion;
        group.nodes.forEach(node -> rolling.old.add(node.facts().instance().id()));
        group.rolling = true;
        describe(group, rolling.after, rolling.sourceAfter);
        fleet.renewTemplate(group);
        if (!isMinimal(group)) {
            int more = Math.max(2 * zones(group), changes.atOnce(group));
            NodegroupScalingConfig sizes = rolling.sizes;
            fleet.resize(group, sizes.minSize(), sizes.maxSize() + more, sizes.desiredSize() + more);
        }
        awaitNodes(rolling, () -> replaceBatch(rolling));
    }

    private static void describe(NodegroupState group, Nodegroup after, @Nullable LaunchTemplateView source) {
        group.source = source;
        group.change(change -> change.version(after.version())
                .releaseVersion(after.releaseVersion())
                .launchTemplate(after.launchTemplate()));
    }

    private static boolean isMinimal(NodegroupState group) {
        return group.described().updateConfig().updateStrategy() == NodegroupUpdateStrategies.MINIMAL;
    }

    private int zones(NodegroupState group) {
        Set<String> zones = new HashSet<>();
        group.described()
                .subnets()
                .forEach(id -> eks.network()
                        .subnet(group.cluster.creator, id)
                        .map(SubnetView::zone)
                        .ifPresent(zones::add));
        return Math.max(1, zones.size());
    }

    /** Goes on when the new instances have joined; an update whose nodes do not join fails. */
    private void awaitNodes(Rolling rolling, Runnable next) {
        NodegroupState group = rolling.group;
        Optional<Issue> obstacle = fleet.obstacles().of(group);
        if (obstacle.isEmpty()) {
            rolling.tries = 0;
            fleet.join(group);
            String round = group.name() + "/" + rolling.rounds++;
            eks.after(group.cluster, round, Durations.Of.NODEGROUP_VERSION_UPDATE_PER_NODE, next);
        } else if (++rolling.tries > DRAIN_MINUTES) {
            end(
                    rolling,
                    obstacle.get().codeAsString(),
                    obstacle.get().message(),
                    obstacle.get().resourceIds());
        } else {
            eks.after(group.cluster, AGAIN, () -> awaitNodes(rolling, next));
        }
    }

    private void replaceBatch(Rolling rolling) {
        NodegroupState group = rolling.group;
        List<Node> old = group.nodes.stream()
                .filter(node -> rolling.old.contains(node.facts().instance().id()))
                .toList();
        if (old.isEmpty()) {
            scaleDown(rolling);
            return;
        }
        List<Node> batch = old.subList(0, Math.min(changes.atOnce(group), old.size()));
        List<String> full = batch.stream()
                .map(node -> node.facts().name())
                .filter(name -> !group.cluster.kubernetes().drain(name, rolling.force))
                .toList();
        if (full.isEmpty()) {
            batch.forEach(node -> fleet.replace(group, node));
            awaitNodes(rolling, () -> replaceBatch(rolling));
        } else if (++rolling.tries > DRAIN_MINUTES) {
            end(
                    rolling,
                    "PodEvictionFailure",
                    "Reached max retries while trying to evict pods from nodes in node group " + group.name(),
                    full);
        } else {
            eks.after(group.cluster, AGAIN, () -> replaceBatch(rolling));
        }
    }

    private void scaleDown(Rolling rolling) {
        NodegroupState group = rolling.group;
        NodegroupScalingConfig sizes = rolling.sizes;
        fleet.resize(group, sizes.minSize(), sizes.maxSize(), sizes.desiredSize());
        fleet.join(group);
        group.rolling = false;
        group.updates.succeed(rolling.updateId);
        group.change(change -> change.status(NodegroupStatus.ACTIVE).modifiedAt(eks.now()));
    }

    /** The update fails: new nodes stay, and what comes after them is of the former version again. */
    private void end(Rolling rolling, String code, String message, List<String> resources) {
        NodegroupState group = rolling.group;
        group.updates.fail(rolling.updateId, code, message, resources);
        if (group.rolling) {
            describe(group, rolling.before, rolling.sourceBefore);
            fleet.useTemplate(group, rolling.templateBefore);
            NodegroupScalingConfig sizes = rolling.sizes;
            fleet.resize(group, sizes.minSize(), sizes.maxSize(), sizes.desiredSize());
            group.rolling = false;
        }
        group.change(change -> change.status(NodegroupStatus.ACTIVE).modifiedAt(eks.now()));
    }
}
