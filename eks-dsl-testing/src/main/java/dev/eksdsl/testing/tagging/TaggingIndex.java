package dev.eksdsl.testing.tagging;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.Durations;
import dev.eksdsl.testing.server.TaggedResource;
import dev.eksdsl.testing.server.World;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What the tagging API shows: the state of {@link Durations.Of#TAGGING_INDEX} ago, so that a new resource is missing and one
 * that is deleted still there. It remembers the state before each change that somebody makes; what changes by itself is shown
 * with the next of these.
 */
final class TaggingIndex {

    private record Place(String accountId, String region) {}

    private record Version(Instant until, List<TaggedResource> resources) {}

    private final World world;
    private final Function<Caller, List<TaggedResource>> present;
    private final Map<Place, Deque<Version>> past = new HashMap<>();

    /** @param present what there is now, in a caller's account and region */
    TaggingIndex(World world, Function<Caller, List<TaggedResource>> present) {
        this.world = world;
        this.present = present;
    }

    /** Keeps the present state, for something is about to change it. */
    void remember(Caller caller) {
        if (world.durations().of(Durations.Of.TAGGING_INDEX, "index").isZero()) {
            return;
        }
        Deque<Version> versions = versions(caller);
        forget(versions);
        versions.add(new Version(world.now(), present.apply(caller)));
    }

    List<TaggedResource> shown(Caller caller) {
        Deque<Version> versions = versions(caller);
        forget(versions);
        return versions.isEmpty() ? present.apply(caller) : versions.getFirst().resources();
    }

    void reset() {
        past.clear();
    }

    private Deque<Version> versions(Caller caller) {
        return past.computeIfAbsent(new Place(caller.accountId(), caller.region()), x -> new ArrayDeque<>());
    }

    private void forget(Deque<Version> versions) {
        Instant shown = world.now().minus(world.durations().of(Durations.Of.TAGGING_INDEX, "index"));
        while (!versions.isEmpty() && !versions.getFirst().until().isAfter(shown)) {
            versions.removeFirst();
        }
    }
}
