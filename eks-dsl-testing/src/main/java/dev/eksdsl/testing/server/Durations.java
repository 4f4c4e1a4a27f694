package dev.eksdsl.testing.server;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How long things take in the fake. The defaults are the medians of measured runs (public logs of Terraform and eksctl);
 * each can be set.
 */
public final class Durations {

    /** What takes time. */
    public enum Of {
        CLUSTER_CREATE(Duration.ofMinutes(10), Duration.ofMinutes(13)),
        CLUSTER_DELETE(Duration.ofMinutes(3), Duration.ofMinutes(9)),
        CLUSTER_UPDATE(Duration.ofMinutes(2), Duration.ofMinutes(5)),
        CLUSTER_VERSION_UPDATE(Duration.ofMinutes(9), Duration.ofMinutes(20)),
        NODEGROUP_CREATE(Duration.ofMinutes(2), Duration.ofMinutes(6)),
        NODEGROUP_DELETE(Duration.ofMinutes(6), Duration.ofMinutes(10)),
        NODEGROUP_CONFIG_UPDATE(Duration.ofSeconds(20), Duration.ofSeconds(60)),
        /** Before the first node is replaced (EKS user guide, "Understand each phase of node updates"; practice). */
        NODEGROUP_VERSION_UPDATE_SETUP(Duration.ofMinutes(3)),
        /** Drain, 60 seconds of waiting, and the start of a successor (same source). */
        NODEGROUP_VERSION_UPDATE_PER_NODE(Duration.ofSeconds(150)),
        NODEGROUP_FAILURE(Duration.ofMinutes(25), Duration.ofMinutes(35)),
        /** Capabilities: within the 5 to 15 minutes that eksctl waits for one. */
        CAPABILITY_CREATE(Duration.ofMinutes(5), Duration.ofMinutes(15)),
        CAPABILITY_UPDATE(Duration.ofMinutes(2)),
        CAPABILITY_DELETE(Duration.ofMinutes(3)),
        /** Associating and removing an OIDC identity provider: 10 to 25 minutes; eksctl waits for 35. */
        IDENTITY_PROVIDER_UPDATE(Duration.ofMinutes(15), Duration.ofMinutes(25)),
        /** An assumption: EKS says nothing of it. */
        INSIGHTS_REFRESH(Duration.ofMinutes(1)),
        /** The nodes' phase of a rollback in Auto Mode, which may take hours: it ends after 12 unless told otherwise. */
        AUTO_MODE_NODE_ROLLBACK(Duration.ofMinutes(30)),
        /** An assumption, as the next two. */
        UPDATE_CANCEL(Duration.ofSeconds(30)),
        CLUSTER_DEREGISTER(Duration.ofSeconds(30)),
        SUBSCRIPTION_CREATE(Duration.ofMinutes(1)),
        FARGATE_CREATE(Duration.ofMinutes(2), Duration.ofSeconds(270)),
        FARGATE_DELETE(Duration.ofMinutes(2), Duration.ofMinutes(10)),
        ADDON_CREATE(Duration.ofSeconds(25), Duration.ofSeconds(90)),
        ADDON_UPDATE(Duration.ofSeconds(25), Duration.ofSeconds(90)),
        ADDON_DELETE(Duration.ofSeconds(15)),
        /** Until Auto Scaling acts on a change of a group or on an instance that is gone: some seconds, in practice. */
        AUTO_SCALING_REACTION(Duration.ofSeconds(5)),
        /** Until Auto Scaling calls an instance that EC2 has started InService: 20 to 40 seconds, in practice. */
        AUTO_SCALING_LAUNCH(Duration.ofSeconds(20), Duration.ofSeconds(40)),
        /** Until Auto Scaling drops a terminated instance from its group: about half a minute, in practice. */
        AUTO_SCALING_TERMINATE(Duration.ofSeconds(30)),
        /** Until Auto Scaling tries again after EC2 has refused: about a minute at first, in practice. */
        AUTO_SCALING_RETRY(Duration.ofSeconds(60)),
        NAT_GATEWAY_CREATE(Duration.ofSeconds(90), Duration.ofMinutes(2)),
        NAT_GATEWAY_DELETE(Duration.ofSeconds(60), Duration.ofSeconds(78)),
        NAT_GATEWAY_FORGOTTEN(Duration.ofMinutes(60), Duration.ofMinutes(60)),
        IAM_SETTLE(Duration.ofSeconds(8), Duration.ofSeconds(30)),
        EC2_READ_AFTER_WRITE(Duration.ZERO),
        /**
         * How old what the Resource Groups Tagging API shows is. Minutes to hours have been seen of deleted resources
         * (boto3#3341, aws-cli#4173); none unless a test asks for it.
         */
        TAGGING_INDEX(Duration.ZERO),
        /** An interface endpoint from pending to available; one to two minutes (practice). */
        VPC_ENDPOINT_CREATE(Duration.ofSeconds(60)),
        /** An interface endpoint from deleting to gone (practice). */
        VPC_ENDPOINT_DELETE(Duration.ofSeconds(60)),
        /** An instance from pending to running; a few seconds (practice: EC2 user guide gives no figure). */
        INSTANCE_START(Duration.ofSeconds(5)),
        /** An instance from stopping to stopped (practice). */
        INSTANCE_STOP(Duration.ofSeconds(20)),
        /** An instance from shutting-down to terminated (practice). */
        INSTANCE_TERMINATE(Duration.ofSeconds(30)),
        /** From the start of an instance until its kubelet registers: 40 to 70 seconds in practice, with NODE_READY. */
        NODE_JOIN(Duration.ofSeconds(30)),
        NODE_READY(Duration.ofSeconds(20)),
        POD_START(Duration.ofSeconds(4)),
        FARGATE_POD_START(Duration.ofSeconds(60), Duration.ofMinutes(2)),
        LOAD_BALANCER_ADDRESS(Duration.ofSeconds(3)),
        LOAD_BALANCER_ACTIVE(Duration.ofMinutes(2), Duration.ofMinutes(4)),
        LOAD_BALANCER_DELETE(Duration.ofSeconds(10)),
        /** From registration, behind an active load balancer, to healthy: 30 to 60 seconds. */
        TARGET_HEALTHY(Duration.ofSeconds(40), Duration.ofSeconds(60)),
        /** Service Quotas: until a request for a higher quota becomes a case. Assumed: AWS publishes no figure. */
        QUOTA_CASE_OPENED(Duration.ofMinutes(1)),
        /** Service Quotas: until a case is approved. Assumed: AWS says that small increases are approved by themselves. */
        QUOTA_APPROVED(Duration.ofMinutes(30));

        private final Duration median;
        private final Duration p95;

        /** Where only a median is known: one in twenty is assumed to take half as long again. */
        Of(Duration median) {
            this(median, median.multipliedBy(3).dividedBy(2));
        }

        Of(Duration median, Duration p95) {
            this.median = median;
            this.p95 = p95;
        }

        /** The measured median. */
        public Duration median() {
            return median;
        }

        /** What nineteen of twenty do not exceed, as measured; half more than the median where nothing was. */
        public Duration p95() {
            return p95;
        }
    }

    private static final String DEED = "duration";
    private static final String DRAWN = "drawn";

    private final Map<Of, Duration> set = new EnumMap<>(Of.class);
    private @Nullable DrawnDurations drawn;
    private @Nullable Journal journal;
    private Supplier<Strand> strand = apart();

    /** From now on the journal takes note of what is set, and can repeat it; and what is drawn belongs to these strands. */
    void belongTo(Journal of, Supplier<Strand> strands) {
        journal = of;
        strand = strands;
        of.player(DEED, deed -> {
            if (deed.has(DRAWN)) {
                draw(deed.path(DRAWN).asLong());
                return;
            }
            try {
                set(
                        Of.valueOf(deed.path("of").asText()),
                        Duration.parse(deed.path("takes").asText()));
            } catch (DateTimeException e) {
                throw new IllegalArgumentException("its duration cannot be read", e);
            }
        });
    }

    /** How long this takes. If durations are drawn, each question is answered with a new draw. */
    public synchronized Duration of(Of what) {
        Duration fixed = set.get(what);
        if (fixed != null) {
            return fixed;
        }
        return drawn == null ? what.median() : drawn.next(what, strand.get());
    }

    /** How long this takes for one thing, by its name or id: the same each time it is asked, even if durations are drawn. */
    public synchronized Duration of(Of what, String thing) {
        Duration fixed = set.get(what);
        if (fixed != null) {
            return fixed;
        }
        return drawn == null ? what.median() : drawn.of(what, thing);
    }

    /** Sets how long this takes from now on. */
    public Durations set(Of what, Duration duration) {
        if (journal == null) {
            put(what, duration);
        } else {
            ObjectNode deed = JsonNodeFactory.instance.objectNode();
            deed.put("of", what.name()).put("takes", duration.toString());
            journal.setting(Deed.of(DEED, deed), () -> put(what, duration));
        }
        return this;
    }

    private static Supplier<Strand> apart() {
        Strand one = Strand.ofEffect(0, 0);
        return () -> one;
    }

    private synchronized void put(Of what, Duration duration) {
        set.put(what, duration);
    }

    /**
     * From now on draws what is not set from the distributions that were measured: log-normal ones with {@link Of#median} and
     * {@link Of#p95}. A draw depends on the seed and on what asks, be it a call with an effect or a change that follows from one,
     * and on nothing that happens beside: so reads and refusals change no other draw. What has a name of its caller's (clusters, their
     * parts, and NAT gateways by their subnet's addresses) takes, and lets what follows take, what depends on the seed and that name
     * alone: so runs that do the same in another order can be compared.
     */
    public Durations draw(long seed) {
        if (journal == null) {
            drawFrom(seed);
        } else {
            ObjectNode deed = JsonNodeFactory.instance.objectNode().put(DRAWN, seed);
            journal.setting(Deed.of(DEED, deed), () -> drawFrom(seed));
        }
        return this;
    }

    private synchronized void drawFrom(long seed) {
        drawn = new DrawnDurations(seed);
    }
}
