package dev.eksdsl.testing.events;

import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.Page;
import dev.eksdsl.testing.server.World;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** All buses, by ARN. Each account has a default one in each region, which is there from the start. */
final class Buses {

    private static final int PAGE = 100;

    private final World world;
    private final Map<String, FakeBus> byArn = new TreeMap<>();

    Buses(World world) {
        this.world = world;
    }

    static AwsFault notFound(String what) {
        return new AwsFault(400, "ResourceNotFoundException", what + " does not exist.");
    }

    static AwsFault invalid(String message) {
        return new AwsFault(400, "ValidationException", message);
    }

    FakeBus standard(Caller owner) {
        FakeBus bus = new FakeBus(owner, FakeBus.DEFAULT, world.now());
        return byArn.computeIfAbsent(bus.arn(), arn -> bus);
    }

    /** @param nameOrArn null for the default bus */
    FakeBus demand(Caller caller, @Nullable String nameOrArn) {
        return find(caller, nameOrArn).orElseThrow(() -> notFound("Event bus " + nameOf(nameOrArn)));
    }

    Optional<FakeBus> find(Caller caller, @Nullable String nameOrArn) {
        standard(caller);
        if (nameOrArn != null && nameOrArn.startsWith("arn:")) {
            return Optional.ofNullable(byArn.get(nameOrArn));
        }
        String name = nameOrArn == null ? FakeBus.DEFAULT : nameOrArn;
        return Optional.ofNullable(byArn.get(new FakeBus(caller, name, world.now()).arn()));
    }

    private static String nameOf(@Nullable String nameOrArn) {
        return nameOrArn == null ? FakeBus.DEFAULT : nameOrArn.substring(nameOrArn.lastIndexOf('/') + 1);
    }

    FakeRule rule(Caller caller, @Nullable String bus, String name) {
        FakeBus found = demand(caller, bus);
        FakeRule rule = found.rules.get(name);
        if (rule == null) {
            throw new AwsFault(
                    400,
                    "ResourceNotFoundException",
                    "Rule %s does not exist on EventBus %s.".formatted(name, found.name));
        }
        return rule;
    }

    void add(FakeBus bus) {
        byArn.put(bus.arn(), bus);
    }

    void remove(FakeBus bus) {
        byArn.remove(bus.arn());
    }

    Collection<FakeBus> all() {
        return List.copyOf(byArn.values());
    }

    List<FakeBus> of(Caller caller) {
        standard(caller);
        return byArn.values().stream()
                .filter(bus -> bus.owner.accountId().equals(caller.accountId())
                        && bus.owner.region().equals(caller.region()))
                .toList();
    }

    void clear() {
        byArn.values().forEach(bus -> bus.rules.values().forEach(FakeRule::callOff));
        byArn.clear();
    }

    static <T> Page<T> page(List<T> all, Function<T, String> key, @Nullable Integer size, @Nullable String token) {
        return Page.of(all, key, size == null ? PAGE : size, token, () -> invalid("The NextToken is not valid."));
    }
}
