package dev.eksdsl.testing.ec2;

import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Durations;
import dev.eksdsl.testing.server.World;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All resources of one kind in one region of one account. The API sees a new one only after {@link
 * Durations.Of#EC2_READ_AFTER_WRITE}; EC2's own rules (dependencies, quotas, free addresses) see it at once.
 */
final class Shelf<T extends FakeResource> {

    private final World world;
    private final Kind kind;
    private final String accountId;
    private final Map<String, T> resources = new LinkedHashMap<>();
    private long count;

    Shelf(World world, Kind kind, String accountId) {
        this.world = world;
        this.kind = kind;
        this.accountId = accountId;
    }

    /** The account that everything here is of. */
    String accountId() {
        return accountId;
    }

    Kind kind() {
        return kind;
    }

    String newId() {
        return world.ids().ec2(kind.prefix());
    }

    T add(T resource) {
        resource.stored(count++, world.now().plus(world.durations().of(Durations.Of.EC2_READ_AFTER_WRITE)));
        resources.put(resource.id, resource);
        return resource;
    }

    void remove(T resource) {
        resources.remove(resource.id);
    }

    /** All that exists, whether the API shows it yet or not. */
    Collection<T> all() {
        return resources.values();
    }

    /** The resource, whether the API shows it yet or not. */
    Optional<T> find(@Nullable String id) {
        return Optional.ofNullable(id == null ? null : resources.get(id));
    }

    /**
     * The resource that a request names.
     *
     * @throws AwsFault if the id is absent, malformed or not (yet) known
     */
    T get(@Nullable String id, String parameter) {
        String given = Ec2Faults.required(id, parameter);
        if (!world.isLenient()) {
            kind.check(given);
        }
        T resource = resources.get(given);
        if (resource == null || !resource.visibleAt(world.now())) {
            throw kind.notFound(given);
        }
        return resource;
    }

    /** What the API shows: all of it, or what the ids name; one unknown id is refused. */
    List<T> visible(List<String> ids) {
        if (ids.isEmpty()) {
            return resources.values().stream()
                    .filter(resource -> resource.visibleAt(world.now()))
                    .toList();
        }
        List<T> named = new ArrayList<>();
        for (String id : ids) {
            T resource = get(id, "id");
            if (!named.contains(resource)) {
                named.add(resource);
            }
        }
        return named;
    }
}
