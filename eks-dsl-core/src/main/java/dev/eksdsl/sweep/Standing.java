package dev.eksdsl.sweep;

import dev.eksdsl.model.ResourceId;
import dev.eksdsl.plan.Holdings;
import dev.eksdsl.resource.Leases;
import dev.eksdsl.resource.Ownership;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a sweep may do with a cluster, by the tags of all that exists of it. Pure. It may delete only if every resource
 * carries a lease, all of these are over, and nothing is marked as protected: in doubt a cluster stays.
 *
 * @param until the end of the lease, the latest of all, if there is one
 * @param reason why it is refused; empty if it is not
 */
record Standing(SweepOutcome outcome, Optional<Instant> until, String reason) {

    private static final int NAMED = 3;

    static Standing of(Holdings holdings, Instant now) {
        Leases leases = Leases.of(holdings.tags());
        Optional<Instant> until = leases.until();
        if (until.isEmpty() && leases.unreadable().isEmpty()) {
            return new Standing(SweepOutcome.NO_LEASE, until, "");
        }
        List<ResourceId> foreign = without(holdings, Ownership.CLUSTER_TAG);
        if (!foreign.isEmpty()) {
            return refused(until, some(foreign) + " does not carry the tags of the cluster");
        }
        if (!leases.without().isEmpty()) {
            return refused(until, "there is no lease on " + some(leases.without()));
        }
        if (!leases.unreadable().isEmpty()) {
            Map.Entry<ResourceId, String> first =
                    leases.unreadable().entrySet().iterator().next();
            return refused(until, "the lease of " + first.getKey() + " is no instant: \"" + first.getValue() + "\"");
        }
        if (until.orElseThrow().isAfter(now)) {
            return new Standing(SweepOutcome.LEASED, until, "");
        }
        List<ResourceId> isProtected = holdings.tags().entrySet().stream()
                .filter(own -> "true".equals(own.getValue().get(Ownership.PROTECTED_TAG)))
                .map(Map.Entry::getKey)
                .toList();
        return isProtected.isEmpty()
                ? new Standing(SweepOutcome.EXPIRED, until, "")
                : refused(until, some(isProtected) + " is protected by the tag " + Ownership.PROTECTED_TAG);
    }

    Standing refused(String why) {
        return refused(until, why);
    }

    private static Standing refused(Optional<Instant> until, String reason) {
        return new Standing(SweepOutcome.REFUSED, until, reason);
    }

    private static List<ResourceId> without(Holdings holdings, String tag) {
        return holdings.tags().entrySet().stream()
                .filter(own -> !own.getValue().containsKey(tag))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static String some(Collection<ResourceId> ids) {
        String named = ids.stream().limit(NAMED).map(ResourceId::toString).collect(Collectors.joining(", "));
        return ids.size() > NAMED ? named + " and " + (ids.size() - NAMED) + " more" : named;
    }
}
