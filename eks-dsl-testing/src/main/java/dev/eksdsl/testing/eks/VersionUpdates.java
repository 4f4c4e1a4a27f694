package dev.eksdsl.testing.eks;

import static dev.eksdsl.testing.eks.UpdateLog.param;

import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Durations;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.services.eks.model.Cancellation;
import software.amazon.awssdk.services.eks.model.CancellationStatus;
import software.amazon.awssdk.services.eks.model.ComputeConfigResponse;
import software.amazon.awssdk.services.eks.model.InsightStatusValue;
import software.amazon.awssdk.services.eks.model.RollbackConfig;
import software.amazon.awssdk.services.eks.model.Update;
import software.amazon.awssdk.services.eks.model.UpdateClusterVersionRequest;
import software.amazon.awssdk.services.eks.model.UpdateParamType;
import software.amazon.awssdk.services.eks.model.UpdateStatus;
import software.amazon.awssdk.services.eks.model.UpdateType;

/**
 * UpdateClusterVersion: a version up, or back. Going back on a cluster in Auto Mode takes two phases: first its nodes go
 * back, while the cluster stays ACTIVE and the update can be cancelled; then the control plane does (EKS user guide, "Roll
 * back a cluster").
 */
final class VersionUpdates {

    private static final int LEAST_TIMEOUT = 120;
    private static final int MOST_TIMEOUT = 10_080;
    private static final int DEFAULT_TIMEOUT = 720;

    private final Surroundings eks;
    private final VersionRules rules = new VersionRules();
    private final ClusterUpdateRun run;

    VersionUpdates(Surroundings eks) {
        this.eks = eks;
        this.run = new ClusterUpdateRun(eks);
    }

    Update start(ClusterState cluster, UpdateClusterVersionRequest request) {
        String version = request.version();
        UpdateType type = rules.check(cluster, version, eks.now());
        boolean back = type == UpdateType.VERSION_ROLLBACK;
        Duration timeout = timeout(request, back, cluster);
        if (back && !Boolean.TRUE.equals(request.force())) {
            requireReady(cluster, version);
        }
        String platform = KubernetesVersions.eks().find(version).orElseThrow().platformVersion();
        Update update = run.begin(
                cluster,
                type,
                List.of(param(UpdateParamType.VERSION, version), param(UpdateParamType.PLATFORM_VERSION, platform)));
        if (back && hasAutoMode(cluster)) {
            rollNodesBack(cluster, update.id(), version, platform, timeout);
        } else {
            controlPlane(cluster, update.id(), version, platform, back);
        }
        return ClusterUpdateRun.now(cluster, update.id());
    }

    private static Duration timeout(UpdateClusterVersionRequest request, boolean back, ClusterState cluster) {
        RollbackConfig config = request.rollbackConfig();
        if (config == null) {
            return Duration.ofMinutes(DEFAULT_TIMEOUT);
        }
        if (!back) {
            throw Refusals.invalidParameter(cluster.where(), "rollbackConfig can only be given for a version rollback");
        }
        int minutes = config.timeoutMinutes() == null ? DEFAULT_TIMEOUT : config.timeoutMinutes();
        if (minutes < LEAST_TIMEOUT || minutes > MOST_TIMEOUT) {
            throw Refusals.invalidParameter(
                    cluster.where(),
                    "rollbackConfig.timeoutMinutes must be between " + LEAST_TIMEOUT + " and " + MOST_TIMEOUT);
        }
        return Duration.ofMinutes(minutes);
    }

    private static void requireReady(ClusterState cluster, String version) {
        List<String> errors = new InsightChecks(cluster)
                .rollback(version).stream()
                        .filter(finding -> finding.status() == InsightStatusValue.ERROR)
                        .map(InsightFinding::name)
                        .toList();
        if (!errors.isEmpty()) {
            throw new AwsFault(
                    400,
                    "InvalidStateException",
                    "Amazon EKS detected rollback readiness issues: " + String.join(", ", errors)
                            + ". Call ListInsights to see them, or pass the force flag to override them.",
                    cluster.where());
        }
    }

    private void rollNodesBack(ClusterState cluster, String id, String version, String platform, Duration timeout) {
        Duration needed = eks.duration(Durations.Of.AUTO_MODE_NODE_ROLLBACK);
        boolean tooLong = needed.compareTo(timeout) > 0;
        eks.after(cluster, tooLong ? timeout : needed, () -> {
            if (!cluster.updates.isRunning(id)) {
                return;
            }
            if (tooLong) {
                cluster.updates.change(
                        id,
                        change -> change.status(UpdateStatus.CANCELLED)
                                .cancellation(Cancellation.builder()
                                        .status(CancellationStatus.SUCCESSFUL)
                                        .reason("The nodes did not roll back within the timeout")
                                        .build()));
            } else {
                controlPlane(cluster, id, version, platform, true);
            }
        });
    }

    private void controlPlane(ClusterState cluster, String id, String version, String platform, boolean back) {
        String before = cluster.version();
        run.continueWith(
                cluster,
                id,
                Durations.Of.CLUSTER_VERSION_UPDATE,
                () -> {
                    cluster.change(change -> change.version(version).platformVersion(platform));
                    cluster.upgradedFrom = back ? null : before;
                    cluster.upgradedAt = eks.now();
                    cluster.kubernetes().version(version);
                },
                () -> {});
    }

    /** Whether EKS runs the nodes of the cluster itself. */
    static boolean hasAutoMode(ClusterState cluster) {
        ComputeConfigResponse compute = cluster.described().computeConfig();
        return compute != null && Boolean.TRUE.equals(compute.enabled());
    }
}
