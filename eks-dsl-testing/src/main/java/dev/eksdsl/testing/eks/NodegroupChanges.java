package dev.eksdsl.testing.eks;

import static dev.eksdsl.testing.eks.UpdateLog.param;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.eks.model.Nodegroup;
import software.amazon.awssdk.services.eks.model.NodegroupScalingConfig;
import software.amazon.awssdk.services.eks.model.NodegroupUpdateConfig;
import software.amazon.awssdk.services.eks.model.Taint;
import software.amazon.awssdk.services.eks.model.UpdateLabelsPayload;
import software.amazon.awssdk.services.eks.model.UpdateNodegroupConfigRequest;
import software.amazon.awssdk.services.eks.model.UpdateNodegroupVersionRequest;
import software.amazon.awssdk.services.eks.model.UpdateParam;
import software.amazon.awssdk.services.eks.model.UpdateParamType;
import software.amazon.awssdk.services.eks.model.UpdateTaintsPayload;

/** Works out how a node group is to look after an update, and refuses what EKS refuses. */
final class NodegroupChanges {

    private final NodegroupRules rules;

    NodegroupChanges(NodegroupRules rules) {
        this.rules = rules;
    }

    /** The group as it will be described after the update of its configuration. */
    Nodegroup of(UpdateNodegroupConfigRequest request, NodegroupState group) {
        Nodegroup before = group.described();
        NodegroupScalingConfig scaling = scaling(before.scalingConfig(), request.scalingConfig());
        rules.scaling(scaling, group.cluster.creator, group.where());
        rules.updateConfig(request.updateConfig(), group.where());
        Map<String, String> labels = labels(before.labels(), request.labels());
        rules.labels(labels, group.where());
        List<Taint> taints = taints(before.taints(), request.taints());
        rules.taints(taints, group.where());
        return before.copy(copy -> {
            copy.scalingConfig(scaling).labels(labels).taints(taints);
            if (request.updateConfig() != null) {
                copy.updateConfig(request.updateConfig());
            }
            if (request.nodeRepairConfig() != null) {
                copy.nodeRepairConfig(request.nodeRepairConfig());
            }
            if (request.warmPoolConfig() != null) {
                copy.warmPoolConfig(request.warmPoolConfig());
            }
        });
    }

    private static NodegroupScalingConfig scaling(
            NodegroupScalingConfig before, @Nullable NodegroupScalingConfig asked) {
        if (asked == null) {
            return before;
        }
        return before.copy(copy -> {
            if (asked.minSize() != null) {
                copy.minSize(asked.minSize());
            }
            if (asked.maxSize() != null) {
                copy.maxSize(asked.maxSize());
            }
            if (asked.desiredSize() != null) {
                copy.desiredSize(asked.desiredSize());
            }
        });
    }

    private static Map<String, String> labels(Map<String, String> before, @Nullable UpdateLabelsPayload asked) {
        Map<String, String> labels = new HashMap<>(before);
        if (asked != null) {
            asked.removeLabels().forEach(labels::remove);
            labels.putAll(asked.addOrUpdateLabels());
        }
        return labels;
    }

    private static List<Taint> taints(List<Taint> before, @Nullable UpdateTaintsPayload asked) {
        Map<String, Taint> taints = new LinkedHashMap<>();
        before.forEach(taint -> taints.put(NodegroupRules.identity(taint), taint));
        if (asked != null) {
            asked.removeTaints().forEach(taint -> taints.remove(NodegroupRules.identity(taint)));
            asked.addOrUpdateTaints().forEach(taint -> taints.put(NodegroupRules.identity(taint), taint));
        }
        return List.copyOf(taints.values());
    }

    /** What DescribeUpdate shows of the update. */
    List<UpdateParam> params(UpdateNodegroupConfigRequest request) {
        List<UpdateParam> params = new ArrayList<>();
        if (request.scalingConfig() != null) {
            add(params, UpdateParamType.MIN_SIZE, request.scalingConfig().minSize());
            add(params, UpdateParamType.MAX_SIZE, request.scalingConfig().maxSize());
            add(params, UpdateParamType.DESIRED_SIZE, request.scalingConfig().desiredSize());
        }
        if (request.labels() != null) {
            addJson(params, UpdateParamType.LABELS_TO_ADD, request.labels().addOrUpdateLabels());
            addJson(params, UpdateParamType.LABELS_TO_REMOVE, request.labels().removeLabels());
        }
        if (request.taints() != null) {
            addTaints(params, UpdateParamType.TAINTS_TO_ADD, request.taints().addOrUpdateTaints());
            addTaints(params, UpdateParamType.TAINTS_TO_REMOVE, request.taints().removeTaints());
        }
        if (request.updateConfig() != null) {
            add(params, UpdateParamType.MAX_UNAVAILABLE, request.updateConfig().maxUnavailable());
            add(
                    params,
                    UpdateParamType.MAX_UNAVAILABLE_PERCENTAGE,
                    request.updateConfig().maxUnavailablePercentage());
        }
        return params;
    }

    private static void add(List<UpdateParam> params, UpdateParamType type, @Nullable Object value) {
        if (value != null) {
            params.add(param(type, value));
        }
    }

    private static void addJson(List<UpdateParam> params, UpdateParamType type, Map<String, String> value) {
        add(params, type, value.isEmpty() ? null : Json.of(value));
    }

    private static void addJson(List<UpdateParam> params, UpdateParamType type, List<String> value) {
        add(params, type, value.isEmpty() ? null : Json.of(value));
    }

    private static void addTaints(List<UpdateParam> params, UpdateParamType type, List<Taint> taints) {
        List<Map<String, String>> values = taints.stream()
                .map(taint -> Map.of(
                        "key", taint.key(),
                        "value", String.valueOf(taint.value()),
                        "effect", taint.effectAsString()))
                .toList();
        add(params, type, values.isEmpty() ? null : Json.of(values));
    }

    /** The release that the group's nodes are to have: by default the newest of the version. */
    String release(UpdateNodegroupVersionRequest request, String version, NodegroupState group, Instant now) {
        rules.release(group.described().amiTypeAsString(), request.releaseVersion(), version, group.where());
        return request.releaseVersion() == null
                ? KubernetesVersions.eks().amiRelease(version, now)
                : request.releaseVersion();
    }

    /** The version that the group's nodes are to have: by default the cluster's. */
    String version(UpdateNodegroupVersionRequest request, NodegroupState group) {
        String cluster = group.cluster.version();
        if (request.version() == null) {
            return request.launchTemplate() == null && request.releaseVersion() == null
                    ? cluster
                    : group.described().version();
        }
        boolean known = KubernetesVersions.eks().find(request.version()).isPresent();
        boolean rollback = request.version().equals(group.cluster.upgradedFrom);
        if (!known || !request.version().equals(cluster) && !rollback) {
            throw Refusals.invalidParameter(
                    group.where(),
                    "Requested Nodegroup version " + request.version() + " must match the cluster's version "
                            + cluster);
        }
        return request.version();
    }

    /** Refuses unless the template asked for is the one that the group has: only its version can be another. */
    void requireSameTemplate(LaunchTemplateSpecification asked, NodegroupState group) {
        LaunchTemplateSpecification before = group.described().launchTemplate();
        boolean same = before != null
                && (asked.id() == null || before.id() == null || asked.id().equals(before.id()))
                && (asked.name() == null
                        || before.name() == null
                        || asked.name().equals(before.name()));
        if (!same) {
            throw Refusals.invalidParameter(
                    group.where(), "A node group's launch template can't be exchanged for another one");
        }
    }

    /** How many nodes are replaced at once. */
    int atOnce(NodegroupState group) {
        NodegroupUpdateConfig config = group.described().updateConfig();
        if (config.maxUnavailablePercentage() != null) {
            int desired = group.described().scalingConfig().desiredSize();
            return Math.max(1, desired * config.maxUnavailablePercentage() / 100);
        }
        return config.maxUnavailable() == null ? 1 : config.maxUnavailable();
    }
}
