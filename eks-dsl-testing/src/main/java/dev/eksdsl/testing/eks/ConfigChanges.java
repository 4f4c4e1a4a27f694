package dev.eksdsl.testing.eks;

import static dev.eksdsl.testing.eks.UpdateLog.param;

import dev.eksdsl.testing.server.Caller;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import software.amazon.awssdk.services.eks.model.AuthenticationMode;
import software.amazon.awssdk.services.eks.model.Cluster;
import software.amazon.awssdk.services.eks.model.LogSetup;
import software.amazon.awssdk.services.eks.model.RemoteNetworkConfigResponse;
import software.amazon.awssdk.services.eks.model.SupportType;
import software.amazon.awssdk.services.eks.model.UpdateClusterConfigRequest;
import software.amazon.awssdk.services.eks.model.UpdateParamType;
import software.amazon.awssdk.services.eks.model.UpdateType;
import software.amazon.awssdk.services.eks.model.UpgradePolicyResponse;
import software.amazon.awssdk.services.eks.model.ZonalShiftConfigResponse;

/** Tells which change an UpdateClusterConfig call asks for, and refuses what EKS refuses. */
final class ConfigChanges {

    private static final List<AuthenticationMode> MODES =
            List.of(AuthenticationMode.CONFIG_MAP, AuthenticationMode.API_AND_CONFIG_MAP, AuthenticationMode.API);

    private final VpcChanges vpc;
    private final ClusterRules rules;

    ConfigChanges(ClusterRules rules) {
        this.rules = rules;
        this.vpc = new VpcChanges(rules);
    }

    /** The one change that the call asks for. */
    ConfigChange of(UpdateClusterConfigRequest request, ClusterState state, Caller caller, Instant now) {
        Cluster cluster = state.described();
        Map<String, Object> where = state.where();
        List<ConfigChange> changes = new ArrayList<>();
        if (request.logging() != null) {
            changes.add(logging(request, cluster, where));
        }
        if (request.resourcesVpcConfig() != null) {
            changes.addAll(vpc.of(request.resourcesVpcConfig(), cluster, caller, where));
        }
        if (request.accessConfig() != null) {
            changes.add(access(request, cluster, where));
        }
        if (request.upgradePolicy() != null) {
            changes.add(upgradePolicy(request, cluster, where, now));
        }
        if (request.zonalShiftConfig() != null) {
            changes.add(zonalShift(request));
        }
        if (request.remoteNetworkConfig() != null) {
            changes.add(remoteNetwork(request));
        }
        if (request.deletionProtection() != null) {
            changes.add(deletionProtection(request, cluster, where));
        }
        if (request.controlPlaneScalingConfig() != null) {
            changes.add(scaling(request));
        }
        if (request.computeConfig() != null
                || request.storageConfig() != null
                || request.kubernetesNetworkConfig() != null) {
            changes.add(AutoModeChange.of(request, cluster, where));
        }
        if (changes.isEmpty()) {
            throw Refusals.invalidParameter(where, "The type for cluster update was not provided.");
        }
        if (changes.size() > 1) {
            throw Refusals.invalidParameter(where, "Only one type of update can be allowed.");
        }
        return changes.get(0);
    }

    private ConfigChange logging(UpdateClusterConfigRequest request, Cluster cluster, Map<String, Object> where) {
        Set<String> before = ClusterDescription.enabledLogTypes(cluster.logging());
        Set<String> after = new LinkedHashSet<>(before);
        for (LogSetup setup : request.logging().clusterLogging()) {
            rules.logging(Set.copyOf(setup.typesAsStrings()), where);
            if (Boolean.TRUE.equals(setup.enabled())) {
                after.addAll(setup.typesAsStrings());
            } else {
                setup.typesAsStrings().forEach(after::remove);
            }
        }
        if (after.equals(before)) {
            throw Refusals.invalidParameter(where, "No changes needed for the logging config provided");
        }
        return new ConfigChange(
                UpdateType.LOGGING_UPDATE,
                List.of(param(UpdateParamType.CLUSTER_LOGGING, Json.logging(after))),
                change -> change.logging(ClusterDescription.loggingOf(after)));
    }

    private static ConfigChange access(UpdateClusterConfigRequest request, Cluster cluster, Map<String, Object> where) {
        AuthenticationMode before = cluster.accessConfig().authenticationMode();
        AuthenticationMode after = request.accessConfig().authenticationMode();
        if (MODES.indexOf(after) != MODES.indexOf(before) + 1) {
            throw Refusals.invalidParameter(
                    where,
                    "Unsupported authentication mode update from " + before + " to "
                            + request.accessConfig().authenticationModeAsString());
        }
        return new ConfigChange(
                UpdateType.ACCESS_CONFIG_UPDATE,
                List.of(param(UpdateParamType.AUTHENTICATION_MODE, after)),
                change -> change.accessConfig(cluster.accessConfig().copy(copy -> copy.authenticationMode(after))));
    }

    private static ConfigChange upgradePolicy(
            UpdateClusterConfigRequest request, Cluster cluster, Map<String, Object> where, Instant now) {
        SupportType after = request.upgradePolicy().supportType();
        if (after == cluster.upgradePolicy().supportType()) {
            throw Refusals.invalidParameter(
                    where, "Cluster is already at the desired configuration with supportType: " + after);
        }
        boolean extended = KubernetesVersions.eks()
                .find(cluster.version())
                .filter(release -> release.supportAt(now) != KubernetesVersions.Support.STANDARD)
                .isPresent();
        if (after == SupportType.STANDARD && extended) {
            throw Refusals.invalidParameter(
                    where,
                    "The support type can't be STANDARD, since extended support of Kubernetes " + cluster.version()
                            + " has begun: update the cluster's version first");
        }
        return new ConfigChange(
                UpdateType.UPGRADE_POLICY_UPDATE,
                List.of(param(UpdateParamType.UPGRADE_POLICY, after)),
                change -> change.upgradePolicy(
                        UpgradePolicyResponse.builder().supportType(after).build()));
    }

    private static ConfigChange zonalShift(UpdateClusterConfigRequest request) {
        Boolean enabled = request.zonalShiftConfig().enabled();
        return new ConfigChange(
                UpdateType.ZONAL_SHIFT_CONFIG_UPDATE,
                List.of(param(UpdateParamType.ZONAL_SHIFT_CONFIG, enabled)),
                change -> change.zonalShiftConfig(
                        ZonalShiftConfigResponse.builder().enabled(enabled).build()));
    }

    private static ConfigChange remoteNetwork(UpdateClusterConfigRequest request) {
        RemoteNetworkConfigResponse after = RemoteNetworkConfigResponse.builder()
                .remoteNodeNetworks(request.remoteNetworkConfig().remoteNodeNetworks())
                .remotePodNetworks(request.remoteNetworkConfig().remotePodNetworks())
                .build();
        boolean removed = after.remoteNodeNetworks().isEmpty()
                && after.remotePodNetworks().isEmpty();
        return new ConfigChange(
                UpdateType.REMOTE_NETWORK_CONFIG_UPDATE,
                List.of(param(UpdateParamType.REMOTE_NETWORK_CONFIG, after)),
                change -> change.remoteNetworkConfig(removed ? null : after));
    }

    private static ConfigChange deletionProtection(
            UpdateClusterConfigRequest request, Cluster cluster, Map<String, Object> where) {
        Boolean after = request.deletionProtection();
        if (Objects.equals(after, cluster.deletionProtection())) {
            throw Refusals.invalidParameter(
                    where, "Cluster is already at the desired configuration with deletionProtection: " + after);
        }
        return new ConfigChange(
                UpdateType.DELETION_PROTECTION_UPDATE,
                List.of(param(UpdateParamType.DELETION_PROTECTION, after)),
                change -> change.deletionProtection(after));
    }

    private static ConfigChange scaling(UpdateClusterConfigRequest request) {
        return new ConfigChange(
                UpdateType.CONTROL_PLANE_SCALING_CONFIG_UPDATE,
                List.of(param(
                        UpdateParamType.UPDATED_TIER,
                        request.controlPlaneScalingConfig().tierAsString())),
                change -> change.controlPlaneScalingConfig(request.controlPlaneScalingConfig()));
    }
}
