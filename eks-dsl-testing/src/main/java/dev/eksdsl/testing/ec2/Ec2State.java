package dev.eksdsl.testing.ec2;

import dev.eksdsl.model.Cidr;
import dev.eksdsl.testing.iam.Roles;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.World;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;

/** The state of all accounts and regions, and what the handlers share. */
final class Ec2State {

    private record Place(String accountId, String region) {}

    private static final Cidr PUBLIC = Cidr.around("198.18.0.0/15").orElseThrow();

    final World world;
    final Images images;

    /** What tells of instance profiles; null where there is no IAM, and any profile is taken. */
    @Nullable
    Roles roles;

    private final Map<Place, RegionalState> regions = new LinkedHashMap<>();
    private final List<InstanceMoved> listeners = new ArrayList<>();
    private Consumer<RegionalState> onNewPlace = place -> {};
    private long publicAddresses;
    private long ipv6Blocks;

    Ec2State(World world, Images images) {
        this.world = world;
        this.images = images;
    }

    /** What the caller's account has in the caller's region. */
    RegionalState in(Caller caller) {
        Place key = new Place(caller.accountId(), caller.region());
        RegionalState place = regions.get(key);
        if (place == null) {
            place = new RegionalState(caller, world);
            regions.put(key, place);
            onNewPlace.accept(place);
        }
        return place;
    }

    /** Does something with each account's region before it is first used. */
    void onNewPlace(Consumer<RegionalState> action) {
        onNewPlace = action;
    }

    /** Tells of every state that an instance comes to. */
    void listen(InstanceMoved listener) {
        listeners.add(listener);
    }

    /** Brings an instance to a state, and tells those who listen. */
    void enter(RegionalState place, FakeInstance instance, InstanceStateName state) {
        instance.state = state;
        Caller owner = new Caller(place.accountId, place.region, "");
        listeners.forEach(listener -> listener.moved(owner, instance.id, state.toString()));
    }

    /** How many of this the place may have. */
    int limit(RegionalState place, Ec2Limit what) {
        return what.in(place, world.quotas());
    }

    Collection<RegionalState> all() {
        return regions.values();
    }

    /** A public address that was not given before; of 198.18.0.0/15, which leads nowhere on the internet (RFC 2544). */
    String publicIp() {
        return PUBLIC.address(++publicAddresses % PUBLIC.size());
    }

    /** An IPv6 block of length 56 that was not given before; of 2001:db8::/32, which leads nowhere (RFC 3849). */
    Ipv6Block ipv6Block() {
        long number = ++ipv6Blocks;
        // the numbers are spread, so that blocks look like AWS's
        long spread = number * 0x9E37 & 0xffffff;
        return new Ipv6Block(0x20010db800000000L | spread << 8, 0, 56);
    }

    void clear() {
        publicAddresses = 0;
        ipv6Blocks = 0;
        regions.clear();
    }
}
