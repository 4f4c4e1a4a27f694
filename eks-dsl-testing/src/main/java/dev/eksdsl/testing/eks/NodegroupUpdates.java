package dev.eksdsl.testing.eks;

import static dev.eksdsl.testing.eks.UpdateLog.param;

import dev.eksdsl.testing.ec2.CloudNetwork.LaunchTemplateView;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.Durations;
import dev.eksdsl.testing.server.FakeService;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.eks.model.Nodegroup;
import software.amazon.awssdk.services.eks.model.NodegroupScalingConfig;
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
    private final TemplateRules templates;
    private final NodeFleet fleet;
    private final RollingUpdates rolling;

    NodegroupUpdates(Surroundings eks, NodegroupRules rules, TemplateRules templates, NodeFleet fleet) {
        this.eks = eks;
        this.changes = new NodegroupChanges(rules);
        this.templates = templates;
        this.fleet = fleet;
        this.rolling = new RollingUpdates(eks, changes, fleet);
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
                                    group.name(),
                                    Durations.Of.NODEGROUP_CONFIG_UPDATE,
                                    () -> finishConfig(group, update.id(), after));
                            return UpdateNodegroupConfigResponse.builder()
                                    .update(Objects.requireNonNull(group.updates.find(update.id())))
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
        NodegroupScalingConfig sizes = after.scalingConfig();
        fleet.resize(group, sizes.minSize(), sizes.maxSize(), sizes.desiredSize());
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
        LaunchTemplateView source = group.source;
        if (request.launchTemplate() != null) {
            changes.requireSameTemplate(request.launchTemplate(), group);
            source = templates
                    .find(request.launchTemplate(), group.cluster.creator, group.where())
                    .orElse(null);
            if (source != null) {
                templates.check(source, group.where());
            }
        }
        String version = changes.version(request, group);
        String release = release(request, version, source, group);
        List<UpdateParam> params = new ArrayList<>(
                List.of(param(UpdateParamType.VERSION, version), param(UpdateParamType.RELEASE_VERSION, release)));
        if (request.launchTemplate() != null) {
            params.add(param(
                    UpdateParamType.LAUNCH_TEMPLATE_VERSION,
                    source == null ? request.launchTemplate().version() : source.version()));
        }
        Update update = begin(group, UpdateType.VERSION_UPDATE, params);
        Nodegroup after = group.described().copy(copy -> copy.version(version).releaseVersion(release));
        if (request.launchTemplate() != null) {
            LaunchTemplateSpecification template = source == null
                    ? group.described()
                            .launchTemplate()
                            .copy(copy -> copy.version(request.launchTemplate().version()))
                    : NodegroupDescription.template(request.launchTemplate(), source);
            after = after.copy(copy -> copy.launchTemplate(template));
        }
        rolling.start(group, update.id(), after, source, Boolean.TRUE.equals(request.force()));
        return Objects.requireNonNull(group.updates.find(update.id()));
    }

    /** The user's own image is the release of a group that has one. */
    private String release(
            UpdateNodegroupVersionRequest request,
            String version,
            @Nullable LaunchTemplateView source,
            NodegroupState group) {
        if (source == null || source.data().imageId() == null) {
            return changes.release(request, version, group, eks.now());
        }
        if (request.version() != null || request.releaseVersion() != null) {
            throw Refusals.invalidParameter(
                    group.where(), "You cannot specify the field version or releaseVersion when using custom AMI.");
        }
        return source.data().imageId();
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
        fleet.obstacles()
                .of(group)
                .ifPresentOrElse(issue -> group.updates.fail(id, issue.codeAsString(), issue.message()), () -> {
                    fleet.join(group);
                    group.updates.succeed(id);
                });
        group.change(change -> change.status(NodegroupStatus.ACTIVE).modifiedAt(eks.now()));
    }
}
