package dev.eksdsl.fleet;

import java.util.Comparator;

/**
 * One cluster of a fleet. Members are ordered by account, region and name.
 *
 * @param account the account's name in the fleet's declaration
 * @param region the region's id
 * @param cluster the cluster's name
 */
public record FleetMember(String account, String region, String cluster) implements Comparable<FleetMember> {

    private static final Comparator<FleetMember> ORDER = Comparator.comparing(FleetMember::account)
            .thenComparing(FleetMember::region)
            .thenComparing(FleetMember::cluster);

    @Override
    public int compareTo(FleetMember other) {
        return ORDER.compare(this, other);
    }

    /** Where it is, such as {@code production/eu-west-1}. */
    public String place() {
        return account + "/" + region;
    }

    /** Such as {@code production/eu-west-1/shop}. */
    @Override
    public String toString() {
        return place() + "/" + cluster;
    }
}
