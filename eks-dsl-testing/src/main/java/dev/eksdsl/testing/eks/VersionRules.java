package dev.eksdsl.testing.eks;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.eks.model.SupportType;
import software.amazon.awssdk.services.eks.model.UpdateType;

/**
 * To which versions a cluster can go: the next minor one, or back to the one before within seven days of an update (EKS
 * user guide, "Roll back a cluster").
 */
final class VersionRules {

    private static final Duration ROLLBACK_WINDOW = Duration.ofDays(7);

    private final KubernetesVersions calendar = KubernetesVersions.eks();

    /** The type of the update that leads to the version; refuses if none does. */
    UpdateType check(ClusterState cluster, String version, Instant now) {
        String current = cluster.version();
        if (calendar.find(String.valueOf(version)).isEmpty()
                || !calendar.available(now).contains(version)) {
            throw Refusals.invalidParameter(cluster.where(), "unsupported Kubernetes version");
        }
        if (wayBack(cluster, now).filter(version::equals).isPresent()) {
            requireNodeGroupsAt(cluster, version);
            return UpdateType.VERSION_ROLLBACK;
        }
        if (KubernetesVersions.minorOf(version) != KubernetesVersions.minorOf(current) + 1) {
            throw Refusals.invalidParameter(
                    cluster.where(), "Unsupported Kubernetes minor version update from " + current + " to " + version);
        }
        requireNodeGroupsAt(cluster, current);
        return UpdateType.VERSION_UPDATE;
    }

    /** The version that the cluster can go back to now. */
    Optional<String> wayBack(ClusterState cluster, Instant now) {
        Instant upgraded = cluster.upgradedAt;
        String before = cluster.upgradedFrom;
        if (upgraded == null || before == null || now.isAfter(upgraded.plus(ROLLBACK_WINDOW))) {
            return Optional.empty();
        }
        boolean extended = calendar.find(before).orElseThrow().supportAt(now) == KubernetesVersions.Support.EXTENDED;
        return extended && cluster.described().upgradePolicy().supportType() == SupportType.STANDARD
                ? Optional.empty()
                : Optional.of(before);
    }

    private static void requireNodeGroupsAt(ClusterState cluster, String version) {
        List<String> others = cluster.nodegroups.values().stream()
                .filter(group -> !version.equals(group.described().version()))
                .map(NodegroupState::name)
                .toList();
        if (!others.isEmpty()) {
            throw Refusals.invalidRequest(
                    cluster.where(),
                    "Nodegroups " + String.join(", ", others) + " must be updated to match cluster version " + version
                            + " before updating cluster version");
        }
    }
}
