package dev.eksdsl.testing.server;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * How long things take in the fake. The defaults are the medians of measured runs (public logs of Terraform and eksctl);
 * each can be set.
 */
public final class Durations {

    /** What takes time. */
    public enum Of {
        CLUSTER_CREATE(Duration.ofMinutes(10)),
        CLUSTER_DELETE(Duration.ofMinutes(3)),
        CLUSTER_UPDATE(Duration.ofMinutes(2)),
        CLUSTER_VERSION_UPDATE(Duration.ofMinutes(9)),
        NODEGROUP_CREATE(Duration.ofMinutes(2)),
        NODEGROUP_DELETE(Duration.ofMinutes(6)),
        NODEGROUP_CONFIG_UPDATE(Duration.ofSeconds(20)),
        NODEGROUP_VERSION_UPDATE_PER_NODE(Duration.ofMinutes(4)),
        NODEGROUP_FAILURE(Duration.ofMinutes(25)),
        FARGATE_CREATE(Duration.ofMinutes(2)),
        FARGATE_DELETE(Duration.ofMinutes(2)),
        ADDON_CREATE(Duration.ofSeconds(25)),
        ADDON_UPDATE(Duration.ofSeconds(25)),
        ADDON_DELETE(Duration.ofSeconds(15)),
        NAT_GATEWAY_CREATE(Duration.ofSeconds(90)),
        NAT_GATEWAY_DELETE(Duration.ofSeconds(60)),
        NAT_GATEWAY_FORGOTTEN(Duration.ofMinutes(60)),
        IAM_SETTLE(Duration.ofSeconds(8)),
        EC2_READ_AFTER_WRITE(Duration.ZERO),
        NODE_READY(Duration.ofSeconds(20)),
        POD_START(Duration.ofSeconds(4)),
        FARGATE_POD_START(Duration.ofSeconds(60)),
        LOAD_BALANCER_ADDRESS(Duration.ofSeconds(3)),
        LOAD_BALANCER_ACTIVE(Duration.ofMinutes(2)),
        LOAD_BALANCER_DELETE(Duration.ofSeconds(10));

        private final Duration median;

        Of(Duration median) {
            this.median = median;
        }

        /** The measured median. */
        public Duration median() {
            return median;
        }
    }

    private final Map<Of, Duration> set = new TreeMap<>();

    /** How long this takes. */
    public synchronized Duration of(Of what) {
        return set.getOrDefault(what, what.median());
    }

    /** Sets how long this takes from now on. */
    public synchronized Durations set(Of what, Duration duration) {
        set.put(what, duration);
        return this;
    }
}
