package dev.eksdsl.sweep;

import dev.eksdsl.resource.Leases;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What can be seen of a cluster without asking for it by name. Not thread-safe.
 *
 * <p>The tagging API lags behind the services, so it is believed only where that does no harm: what it shows with a lease in
 * the future, or with no lease at all, is left alone without a further look.
 */
final class Sighting {

    private final Map<String, String> leases = new TreeMap<>();
    private int tagged;

    /** Takes a resource whose tags are told; null for one that has no lease. */
    void add(String arn, @Nullable String lease) {
        tagged++;
        if (lease != null) {
            leases.put(arn, lease);
        }
    }

    /** What follows from what was seen; empty if only a look at the cluster itself can tell. */
    Optional<Standing> standing(Instant now) {
        if (tagged == 0) {
            return Optional.empty();
        }
        if (leases.isEmpty()) {
            return Optional.of(new Standing(SweepOutcome.NO_LEASE, Optional.empty(), ""));
        }
        List<Optional<Instant>> all =
                leases.values().stream().map(Leases::parse).toList();
        Optional<Instant> latest = all.stream().flatMap(Optional::stream).max(Instant::compareTo);
        return latest.filter(until -> until.isAfter(now) && !all.contains(Optional.<Instant>empty()))
                .map(until -> new Standing(SweepOutcome.LEASED, latest, ""));
    }
}
