package dev.eksdsl.sweep;

import java.util.Comparator;

/** A cluster's name and its region: what resources are put together by. */
record Place(String region, String cluster) implements Comparable<Place> {

    private static final Comparator<Place> ORDER =
            Comparator.comparing(Place::region).thenComparing(Place::cluster);

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }
}
