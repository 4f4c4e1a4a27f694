package dev.eksdsl.testing.eks;

import dev.eksdsl.testing.autoscaling.AutoScalingGroups;
import dev.eksdsl.testing.ec2.CloudNetwork;
import dev.eksdsl.testing.iam.Roles;
import dev.eksdsl.testing.kms.Keys;
import dev.eksdsl.testing.kubernetes.KubernetesCluster;
import dev.eksdsl.testing.logs.LogSink;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.Durations;
import dev.eksdsl.testing.server.World;
import java.time.Duration;
import java.time.Instant;

/** What the parts of the fake's EKS share: the world, the neighbouring services, EKS's state, ordered failures. */
record Surroundings(
        World world,
        CloudNetwork network,
        AutoScalingGroups groups,
        Roles roles,
        KubernetesCluster.Factory kubernetes,
        LogSink logs,
        Keys keys,
        Places places,
        Failures failures,
        NodeTroubles troubles) {

    Instant now() {
        return world.now();
    }

    Duration duration(Durations.Of what) {
        return world.durations().of(what);
    }

    /** Runs the change when this has taken its time, unless the cluster is gone by then. */
    void after(ClusterState cluster, Durations.Of what, Runnable change) {
        after(cluster, duration(what), change);
    }

    void after(ClusterState cluster, Duration delay, Runnable change) {
        world.lifecycle(delay, unlessGone(cluster, change));
    }

    /** How long this takes for a part of the cluster: the same each time. */
    Duration duration(ClusterState cluster, String part, Durations.Of what) {
        return world.durations().of(what, thing(cluster, part));
    }

    /** Runs the change when this has taken the time that it takes for this part of the cluster; see {@link World#lifecycle}. */
    void after(ClusterState cluster, String part, Durations.Of what, Runnable change) {
        after(cluster, part, what, duration(cluster, part, what), change);
    }

    /** Likewise, for a share of that time. */
    void after(ClusterState cluster, String part, Durations.Of what, Duration delay, Runnable change) {
        world.lifecycle(what, thing(cluster, part), delay, unlessGone(cluster, change));
    }

    private static String thing(ClusterState cluster, String part) {
        return cluster.described().arn() + "/" + part;
    }

    private static Runnable unlessGone(ClusterState cluster, Runnable change) {
        return () -> {
            if (!cluster.isGone()) {
                change.run();
            }
        };
    }

    /** What EKS asks of roles, which is nothing in a lenient world. */
    RoleRules roleRules() {
        return new RoleRules(roles, world.isLenient());
    }

    /** How many the caller may have. */
    int most(EksQuota quota, Caller caller) {
        return quota.limit(world.quotas(), caller);
    }

    String newId() {
        return world.ids().uuid().toString();
    }
}
