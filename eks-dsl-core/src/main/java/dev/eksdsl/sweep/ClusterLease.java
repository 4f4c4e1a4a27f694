package dev.eksdsl.sweep;

import dev.eksdsl.aws.AwsApi;
import dev.eksdsl.model.EksDslException;
import dev.eksdsl.model.ResourceId;
import dev.eksdsl.plan.Holdings;
import dev.eksdsl.plan.Planner;
import dev.eksdsl.resource.Leases;
import dev.eksdsl.time.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** The lease of one cluster: what is left of it, and changes to it. Thread-safe. */
public final class ClusterLease {

    private final Planner planner;
    private final Timeline timeline;
    private final String cluster;
    private final LeaseTags tags;

    public ClusterLease(AwsApi aws, Planner planner, Timeline timeline, String cluster) {
        this.planner = planner;
        this.timeline = timeline;
        this.cluster = cluster;
        this.tags = new LeaseTags(aws, timeline, cluster);
    }

    /** Reads the tags of all that exists of the cluster; empty if none carries a lease. */
    public Optional<Lease> read() {
        return lease(planner.holdings(cluster));
    }

    /**
     * Lets the lease end so long from now, if it would end sooner.
     *
     * @throws EksDslException if there is no lease, or the cluster is being deleted
     */
    public Lease extend(Duration time) {
        Holdings holdings = planner.holdings(cluster);
        Lease lease = required(holdings);
        Instant until = fromNow(time);
        if (!until.isAfter(lease.until())) {
            return lease;
        }
        ResourceId itself = new ResourceId("cluster", cluster);
        if (holdings.leaving().contains(itself)) {
            throw new EksDslException(
                    "cluster " + cluster + " is being deleted: its lease cannot be extended any more");
        }
        tags.later(until, holdings.tags().containsKey(itself));
        Lease written = required(planner.holdings(cluster));
        if (written.until().isBefore(until)) {
            throw new EksDslException("the lease of " + cluster + " was to be extended until " + until
                    + ", but what carried the new tag is gone: the cluster is being deleted");
        }
        return written;
    }

    /**
     * Lets the lease end so long from now, if it would end later; zero ends it at once, and deletes nothing.
     *
     * @throws EksDslException if there is no lease, or something keeps a longer one
     */
    public Lease shorten(Duration time) {
        Lease lease = required(planner.holdings(cluster));
        Instant until = fromNow(time);
        if (!until.isBefore(lease.until())) {
            return lease;
        }
        tags.everywhere(until);
        Lease written = required(planner.holdings(cluster));
        if (written.until().isAfter(until)) {
            throw new EksDslException("the lease of " + cluster + " was to end at " + until
                    + ", but some of it lasts until " + written.until()
                    + ": try again in a few minutes, for the tagging API may not show it yet");
        }
        return written;
    }

    private Instant fromNow(Duration time) {
        return timeline.now().plus(time).truncatedTo(ChronoUnit.SECONDS);
    }

    private Lease required(Holdings holdings) {
        return lease(holdings)
                .orElseThrow(() -> new EksDslException(
                        holdings.isEmpty()
                                ? "nothing exists of cluster " + cluster
                                : "cluster " + cluster + " has no lease: it was made without a time to live, and"
                                        + " stays until somebody destroys it"));
    }

    private Optional<Lease> lease(Holdings holdings) {
        return Leases.of(holdings.tags()).until().map(until -> new Lease(cluster, until, timeline.now()));
    }
}
