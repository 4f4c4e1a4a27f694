package dev.eksdsl.testing.eks;

import dev.eksdsl.testing.ec2.CloudNetwork;
import dev.eksdsl.testing.iam.Roles;
import dev.eksdsl.testing.kubernetes.KubernetesCluster;
import dev.eksdsl.testing.server.Durations;
import dev.eksdsl.testing.server.World;
import java.time.Duration;
import java.time.Instant;

/** What the parts of the fake's EKS share: the world, the neighbouring services, EKS's state, ordered failures. */
record Surroundings(
        World world,
        CloudNetwork network,
        Roles roles,
        KubernetesCluster.Factory kubernetes,
        Places places,
        Failures failures) {

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
        world.after(delay, () -> {
            if (!cluster.isGone()) {
                change.run();
            }
        });
    }

    String newId() {
        return world.ids().uuid().toString();
    }
}
