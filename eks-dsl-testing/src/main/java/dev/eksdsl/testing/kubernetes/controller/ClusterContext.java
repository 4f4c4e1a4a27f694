package dev.eksdsl.testing.kubernetes.controller;

import dev.eksdsl.testing.kubernetes.KubernetesCluster.ClusterFacts;
import dev.eksdsl.testing.kubernetes.api.KubernetesObjects;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.Durations;
import dev.eksdsl.testing.server.World;
import dev.eksdsl.time.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What all controllers of one cluster share: its objects, its facts, the time, the events. */
final class ClusterContext {

    private final World world;
    private final ClusterFacts facts;
    private final KubernetesObjects objects;
    private final EventRecorder events;
    private boolean closed;

    ClusterContext(World world, ClusterFacts facts, KubernetesObjects objects) {
        this.world = world;
        this.facts = facts;
        this.objects = objects;
        this.events = new EventRecorder(this);
    }

    KubernetesObjects objects() {
        return objects;
    }

    ClusterFacts facts() {
        return facts;
    }

    EventRecorder events() {
        return events;
    }

    World world() {
        return world;
    }

    /** In whose name the cluster's controllers call AWS. */
    Caller caller() {
        String role = facts.arn().replaceFirst(":eks:.*", ":iam::" + facts.accountId() + ":role/" + facts.name());
        return new Caller(facts.accountId(), facts.region(), role);
    }

    Duration duration(Durations.Of what) {
        return world.durations().of(what);
    }

    /** Runs the action after the delay, unless the cluster is closed by then. */
    Timeline.Scheduled after(Duration delay, Runnable action) {
        return world.after(delay, () -> {
            if (!closed) {
                action.run();
            }
        });
    }

    Instant now() {
        return world.now();
    }

    /** The present moment as Kubernetes writes it: to the second. */
    String timestamp() {
        return now().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** Letters and digits as generated names end in them. */
    String suffix() {
        String alphabet = "bcdfghjklmnpqrstvwxz2456789";
        StringBuilder suffix = new StringBuilder();
        for (int i = 0; i < 5; i++) {
            suffix.append(alphabet.charAt(world.ids().number(alphabet.length())));
        }
        return suffix.toString();
    }

    boolean closed() {
        return closed;
    }

    void close() {
        closed = true;
    }
}
