package dev.eksdsl.testing.ec2;

import dev.eksdsl.model.Cidr;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.World;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** The state of all accounts and regions, and what the handlers share. */
final class Ec2State {

    private record Place(String accountId, String region) {}

    private static final Cidr PUBLIC = Cidr.around("198.18.0.0/15").orElseThrow();

    final World world;
    final Ec2Quotas quotas;

    private final Map<Place, RegionalState> regions = new LinkedHashMap<>();
    private long publicAddresses;

    Ec2State(World world, Ec2Quotas quotas) {
        this.world = world;
        this.quotas = quotas;
    }

    /** What the caller's account has in the caller's region. */
    RegionalState in(Caller caller) {
        return regions.computeIfAbsent(
                new Place(caller.accountId(), caller.region()), place -> new RegionalState(caller, world));
    }

    Collection<RegionalState> all() {
        return regions.values();
    }

    /** A public address that was not given before; of 198.18.0.0/15, which leads nowhere on the internet (RFC 2544). */
    String publicIp() {
        return PUBLIC.address(++publicAddresses % PUBLIC.size());
    }

    void clear() {
        regions.clear();
    }
}
