package dev.eksdsl.testing.eks;

import dev.eksdsl.testing.server.Durations;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import software.amazon.awssdk.services.eks.model.Cluster;
import software.amazon.awssdk.services.eks.model.ClusterStatus;
import software.amazon.awssdk.services.eks.model.Update;
import software.amazon.awssdk.services.eks.model.UpdateParam;
import software.amazon.awssdk.services.eks.model.UpdateType;

/** Runs an update of a cluster itself: the cluster is UPDATING meanwhile, and takes no other. */
final class ClusterUpdateRun {

    private final Surroundings eks;
    private final ControlPlaneLogs logs;

    ClusterUpdateRun(Surroundings eks) {
        this.eks = eks;
        this.logs = new ControlPlaneLogs(eks);
    }

    /**
     * Starts an update that changes the cluster's description.
     *
     * @return the update as it stands now
     */
    Update start(
            ClusterState cluster,
            UpdateType type,
            List<UpdateParam> params,
            Durations.Of takes,
            Consumer<Cluster.Builder> change) {
        Update update = begin(cluster, type, params);
        continueWith(cluster, update.id(), takes, () -> carryOut(cluster, change), () -> {});
        return now(cluster, update.id());
    }

    private void carryOut(ClusterState cluster, Consumer<Cluster.Builder> change) {
        Set<String> before =
                ClusterDescription.enabledLogTypes(cluster.described().logging());
        cluster.change(change);
        logs.open(cluster, before);
    }

    /** Puts a new update into the cluster's log; refuses while another is under way. */
    Update begin(ClusterState cluster, UpdateType type, List<UpdateParam> params) {
        cluster.requireNoUpdate(type.toString());
        cluster.requireActive();
        return cluster.updates.begin(eks.newId(), type, params, eks.now());
    }

    /**
     * Lets the control plane work at the update, and ends it.
     *
     * @param success what happens if no failure is ordered
     * @param failure what happens else
     */
    void continueWith(ClusterState cluster, String id, Durations.Of takes, Runnable success, Runnable failure) {
        cluster.change(copy -> copy.status(ClusterStatus.UPDATING));
        eks.after(cluster, takes, () -> finish(cluster, id, success, failure));
    }

    private void finish(ClusterState cluster, String id, Runnable success, Runnable failure) {
        Failures.Failure ordered = eks.failures().next(FakeEks.Lifecycle.CLUSTER_UPDATE);
        if (ordered == null) {
            success.run();
            cluster.updates.succeed(id);
        } else {
            failure.run();
            cluster.updates.fail(id, ordered.code(), ordered.message());
        }
        cluster.change(copy -> copy.status(ClusterStatus.ACTIVE));
    }

    /** The update as DescribeUpdate shows it. */
    static Update now(ClusterState cluster, String id) {
        return Objects.requireNonNull(cluster.updates.find(id), id);
    }
}
