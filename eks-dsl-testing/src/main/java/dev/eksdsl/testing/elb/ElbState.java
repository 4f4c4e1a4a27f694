package dev.eksdsl.testing.elb;

import dev.eksdsl.testing.ec2.CloudNetwork;
import dev.eksdsl.testing.ec2.LoadBalancerNetwork;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.Page;
import dev.eksdsl.testing.server.World;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What all operations share: the world, the network beneath, and the resources of all accounts and regions. */
final class ElbState {

    private static final int MOST_ON_A_PAGE = 400;

    private record Place(String accountId, String region) {}

    final World world;
    final CloudNetwork network;
    final LoadBalancerNetwork interfaces;
    private final Map<Place, RegionalBalancers> places = new LinkedHashMap<>();

    ElbState(World world, CloudNetwork network, LoadBalancerNetwork interfaces) {
        this.world = world;
        this.network = network;
        this.interfaces = interfaces;
    }

    RegionalBalancers in(Caller caller) {
        return places.computeIfAbsent(
                new Place(caller.accountId(), caller.region()), place -> new RegionalBalancers(caller, world));
    }

    Collection<RegionalBalancers> all() {
        return places.values();
    }

    void clear() {
        places.clear();
    }

    /** @throws dev.eksdsl.testing.server.AwsFault if the marker was not given here */
    static <T> Page<T> page(List<T> all, Function<T, String> key, @Nullable Integer size, @Nullable String marker) {
        return Page.of(
                all, key, size == null ? MOST_ON_A_PAGE : size, marker, () -> ElbFaults.invalid("Invalid marker"));
    }
}
