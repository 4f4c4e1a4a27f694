package dev.eksdsl.testing.eks;

import dev.eksdsl.testing.server.Caller;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All state of the fake's EKS, by account and region. */
final class Places {

    private final Map<Place.Key, Place> places = new TreeMap<>();

    Place of(Caller caller) {
        return places.computeIfAbsent(Place.Key.of(caller), key -> new Place());
    }

    Collection<Place> all() {
        return places.values();
    }

    /** The cluster of this name where the caller is; refuses with ResourceNotFoundException if there is none. */
    ClusterState cluster(Caller caller, @Nullable String name) {
        ClusterState cluster = name == null ? null : of(caller).clusters.get(name);
        if (cluster == null) {
            throw Refusals.noCluster(String.valueOf(name));
        }
        return cluster;
    }

    void clear() {
        places.values().forEach(place -> place.clusters.values().forEach(ClusterState::close));
        places.clear();
    }
}
