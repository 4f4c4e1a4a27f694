package dev.eksdsl.sweep;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What to sweep, and whether to delete. Filled in by the caller of {@code EksSession.sweep}; not thread-safe. */
public final class Sweep {

    private boolean deletes;
    private Optional<Set<String>> regions = Optional.empty();
    private final Set<String> exceptRegions = new TreeSet<>();
    private final Set<String> exceptClusters = new TreeSet<>();

    /** Deletes what is expired. Default: only tells. */
    public Sweep delete() {
        this.deletes = true;
        return this;
    }

    /** Looks in these regions only. Default: in all that are enabled for the account. */
    public Sweep regions(String... ids) {
        this.regions = Optional.of(new TreeSet<>(List.of(ids)));
        return this;
    }

    /** Leaves these regions out. */
    public Sweep exceptRegions(String... ids) {
        exceptRegions.addAll(List.of(ids));
        return this;
    }

    /** Leaves the clusters of these names alone, whatever their leases say. */
    public Sweep except(String... clusters) {
        exceptClusters.addAll(List.of(clusters));
        return this;
    }

    boolean deletes() {
        return deletes;
    }

    Optional<Set<String>> regions() {
        return regions;
    }

    boolean wantsRegion(String id) {
        return !exceptRegions.contains(id);
    }

    boolean wants(Place place) {
        return !exceptClusters.contains(place.cluster());
    }
}
