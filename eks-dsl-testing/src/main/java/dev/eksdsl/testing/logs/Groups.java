package dev.eksdsl.testing.logs;

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
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroupClass;

/** All log groups, by ARN without {@code :*}. */
final class Groups {

    private static final int PAGE = 50;
    private static final String NO_GROUP = "The specified log group does not exist.";

    private final World world;
    private final Map<String, FakeGroup> byArn = new TreeMap<>();
    private long events;

    Groups(World world) {
        this.world = world;
    }

    long now() {
        return world.now().toEpochMilli();
    }

    Optional<FakeGroup> named(Caller caller, String name) {
        return byArn(new FakeGroup(caller, name, 0, LogGroupClass.STANDARD).plainArn());
    }

    Optional<FakeGroup> byArn(String arn) {
        return Optional.ofNullable(byArn.get(arn.endsWith(":*") ? arn.substring(0, arn.length() - 2) : arn));
    }

    FakeGroup demand(Caller caller, String name) {
        return named(caller, name).orElseThrow(() -> LogsFaults.notFound(NO_GROUP));
    }

    /** The group that a request names in one of two ways. */
    FakeGroup demand(Caller caller, @Nullable String name, @Nullable String nameOrArn) {
        if ((name == null) == (nameOrArn == null)) {
            throw LogsFaults.invalid(
                    name == null
                            ? "LogGroupName or LogGroupIdentifier is required."
                            : "LogGroup name and LogGroup ARN are mutually exclusive parameters.");
        }
        String given = name == null ? nameOrArn : name;
        if (given != null && given.startsWith("arn:")) {
            return byArn(given).orElseThrow(() -> LogsFaults.notFound(NO_GROUP));
        }
        return demand(caller, String.valueOf(given));
    }

    FakeStream stream(FakeGroup group, String name) {
        FakeStream stream = group.streams.get(name);
        if (stream == null) {
            throw LogsFaults.notFound("The specified log stream does not exist.");
        }
        return stream;
    }

    FakeStream open(FakeGroup group, String name) {
        return group.streams.computeIfAbsent(
                name,
                key -> new FakeStream(group, name, now(), "495" + world.ids().number(1_000_000_000)));
    }

    void write(FakeStream stream, long timestamp, String message) {
        stream.add(new FakeStream.Event(stream, events++, timestamp, now(), message));
    }

    void add(FakeGroup group) {
        byArn.put(group.plainArn(), group);
    }

    void remove(FakeGroup group) {
        byArn.remove(group.plainArn());
    }

    Collection<FakeGroup> all() {
        return List.copyOf(byArn.values());
    }

    List<FakeGroup> of(Caller caller) {
        return byArn.values().stream()
                .filter(group -> group.owner.accountId().equals(caller.accountId())
                        && group.owner.region().equals(caller.region()))
                .toList();
    }

    void clear() {
        byArn.clear();
    }

    static <T> Page<T> page(List<T> all, Function<T, String> key, @Nullable Integer size, @Nullable String token) {
        return Page.of(
                all,
                key,
                size == null ? PAGE : size,
                token,
                () -> LogsFaults.invalid("The specified nextToken is invalid."));
    }
}
