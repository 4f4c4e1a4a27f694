package dev.eksdsl.testing.eks;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Lets a control plane log to CloudWatch: EKS makes the group {@code /aws/eks/NAME/cluster} when the first type of log is
 * switched on, with a stream for each type, and leaves it when the cluster is deleted (EKS user guide, "Send control plane
 * logs to CloudWatch Logs"). No lines are written.
 */
final class ControlPlaneLogs {

    /** What the names of streams begin with, by type of log. */
    private static final Map<String, String> STREAMS = new TreeMap<>(Map.of(
            "api", "kube-apiserver-",
            "audit", "kube-apiserver-audit-",
            "authenticator", "authenticator-",
            "controllerManager", "kube-controller-manager-",
            "scheduler", "kube-scheduler-"));

    private static final int DIGITS = 32;

    private final Surroundings eks;

    ControlPlaneLogs(Surroundings eks) {
        this.eks = eks;
    }

    /**
     * Opens a stream for each type that is on now.
     *
     * @param before the types that were on already
     */
    void open(ClusterState cluster, Set<String> before) {
        Set<String> enabled =
                ClusterDescription.enabledLogTypes(cluster.described().logging());
        STREAMS.forEach((type, prefix) -> {
            if (enabled.contains(type) && !before.contains(type)) {
                String stream = prefix + eks.world().ids().hex(DIGITS);
                eks.logs().open(cluster.creator, "/aws/eks/" + cluster.name() + "/cluster", stream);
            }
        });
    }
}
