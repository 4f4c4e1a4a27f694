package dev.eksdsl.testing.eks;

import static dev.eksdsl.testing.eks.UpdateLog.param;

import dev.eksdsl.testing.eks.NodegroupState.Node;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.Durations;
import dev.eksdsl.testing.server.FakeService;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.eks.model.Nodegroup;
import software.amazon.awssdk.services.eks.model.NodegroupStatus;
import software.amazon.awssdk.services.eks.model.Update;
import software.amazon.awssdk.services.eks.model.UpdateNodegroupConfigRequest;
import software.amazon.awssdk.services.eks.model.UpdateNodegroupConfigResponse;
import software.amazon.awssdk.services.eks.model.UpdateNodegroupVersionRequest;
import software.amazon.awssdk.services.eks.model.UpdateNodegroupVersionResponse;
import software.amazon.awssdk.services.eks.model.UpdateParam;
import software.amazon.awssdk.services.eks.model.UpdateParamType;
import software.amazon.awssdk.services.eks.model.UpdateType;

/** Updates of node groups: their configuration, and their version by replacing node after node. One at a time per group. */
final class NodegroupUpdates {

    private final Surroundings eks;
    private final NodegroupChanges changes;
    private final NodeFleet fleet;

    NodegroupUpdates(Surroundings eks, NodegroupRules rules, NodeFleet fleet) {
        this.eks = eks;
        this.changes = new NodegroupChanges(rules);
        this.fleet = fleet;
    }

    void register(FakeService.Operations operations) {
        operations.on(UpdateNodegroupConfigRequest.class, this::updateConfig);
        operations.on(UpdateNodegroupVersionRequest.class, this::updateVersion);
    }

    private UpdateNodegroupConfigResponse updateConfig(UpdateNodegroupConfigRequest request, Caller caller) {
        NodegroupState group = group(caller, request.clusterName(), request.nodegroupName());
        return eks.places()
                .of(caller)
                .tokens
                .once(
                        request.clientRequestToken(),
                        group.cluster.name() + "/nodegroup/" + group.name() + "/config",
                        request,
                        UpdateNodegroupConfigResponse.class,
                        () -> {
                            requireFree(group);
                            Nodegroup after = changes.of(request, group);
                            Update update = begin(group, UpdateType.CONFIG_UPDATE, changes.params(request));
                            eks.after(
                                    group.cluster,
                                    Durations.Of.NODEGROUP_CONFIG_UPDATE,
                                    () -> finishConfig(group, update.id(), after));
                            return UpdateNodegroupConfigResponse.builder()
                                    .update(update)
                                    .build();
                        });
    }

    private void finishConfig(NodegroupState group, String id, Nodegroup after) {
        if (failed(group, id)) {
            return;
        }
        group.change(change -> change.scalingConfig(after.scalingConfig())
                .labels(after.labels())
                .taints(after.taints())
                .updateConfig(after.updateConfig())
                .nodeRepairConfig(after.nodeRepairConfig())
                .warmPoolConfig(after.warmPoolConfig()));
        fleet.relabel(group);
        int missing = after.scalingConfig().desiredSize() - group.nodes.size();
        if (missing < 0) {
            fleet.terminate(group, group.nodes.subList(group.nodes.size() + missing, group.nodes.size()));
        } else {
            fleet.launch(group, missing);
        }
        finish(group, id);
    }

    private UpdateNodegroupVersionResponse updateVersion(UpdateNodegroupVersionRequest request, Caller caller) {
        NodegroupState group = group(caller, request.clusterName(), request.nodegroupName());
        return eks.places()
                .of(caller)
                .tokens
                .once(
                        request.clientRequestToken(),
                        group.cluster.name() + "/nodegroup/" + group.name() + "/version",
                        request,
                        UpdateNodegroupVersionResponse.class,
                        () -> UpdateNodegroupVersionResponse.builder()
                                .update(startVersion(request, group))
                                .build());
    }

    private Update startVersion(UpdateNodegroupVersionRequest request, NodegroupState group) {
        requireFree(group);
        String version = changes.version(request, group);
        LaunchTemplateSpecification template = changes.launchTemplate(request, group);
        String release = changes.release(request, version, group, eks.now());
        List<UpdateParam> params = new ArrayList<>(
                List.of(param(UpdateParamType.VERSION, version), param(UpdateParamType.RELEASE_VERSION, release)));
        if (request.launchTemplate() != null) {
            params.add(param(
                    UpdateParamType.LAUNCH_TEMPLATE_VERSION,
                    request.launchTemplate().version()));
        }
        Update update = begin(group, UpdateType.VERSION_UPDATE, params);
        Rolling rolling = new Rolling(group, update.id(), version, release, template, new ArrayList<>(group.nodes));
        eks.after(group.cluster, Durations.Of.NODEGROUP_VERSION_UPDATE_PER_NODE, () -> roll(rolling));
        return update;
    }

    /** An update of the version under way, with the nodes that are still to be replaced. */
    private record Rolling(
            NodegroupState group,
            String updateId,
            String version,
            String release,
            @Nullable LaunchTemplateSpecification template,
            List<Node> old) {}

    private void roll(Rolling rolling) {
        NodegroupState group = rolling.group();
        if (failed(group, rolling.updateId())) {
            return;
        }
        group.change(change -> change.version(rolling.version())
                .releaseVersion(rolling.release())
                .launchTemplate(rolling.template()));
        List<Node> batch = rolling.old()
                .subList(0, Math.min(changes.atOnce(group), rolling.old().size()));
        fleet.launch(group, batch.size());
        fleet.join(group);
        fleet.terminate(group, batch);
        batch.clear();
        if (rolling.old().isEmpty()) {
            finish(group, rolling.updateId());
        } else {
            eks.after(group.cluster, Durations.Of.NODEGROUP_VERSION_UPDATE_PER_NODE, () -> roll(rolling));
        }
    }

    private NodegroupState group(Caller caller, String cluster, String name) {
        return Nodegroups.find(eks.places().cluster(caller, cluster), name);
    }

    private static void requireFree(NodegroupState group) {
        if (!group.is(NodegroupStatus.ACTIVE) && !group.is(NodegroupStatus.DEGRADED)) {
            throw Refusals.inUse(group.where(), "Nodegroup cannot be updated as it is currently not in Active State");
        }
    }

    private Update begin(NodegroupState group, UpdateType type, List<UpdateParam> params) {
        group.change(change -> change.status(NodegroupStatus.UPDATING).modifiedAt(eks.now()));
        return group.updates.begin(eks.newId(), type, params, eks.now());
    }

    private boolean failed(NodegroupState group, String id) {
        Failures.Failure failure = eks.failures().next(FakeEks.Lifecycle.NODEGROUP_UPDATE);
        if (failure != null) {
            group.updates.fail(id, failure.code(), failure.message());
            group.change(change -> change.status(NodegroupStatus.ACTIVE).modifiedAt(eks.now()));
        }
        return failure != null;
    }

    private void finish(NodegroupState group, String id) {
        fleet.obstacle(group)
                .ifPresentOrElse(issue -> group.updates.fail(id, issue.codeAsString(), issue.message()), () -> {
                    fleet.join(group);
                    group.updates.succeed(id);
                });
        group.change(change -> change.status(NodegroupStatus.ACTIVE).modifiedAt(eks.now()));
    }
}
