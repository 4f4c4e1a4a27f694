package dev.eksdsl.testing.sqs;

import dev.eksdsl.testing.server.Caller;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksResultEntry;

/** All queues, by ARN. */
final class Queues {

    private final Map<String, FakeQueue> byArn = new TreeMap<>();
    private final Map<String, Instant> deleted = new HashMap<>();
    /** The moves out of each queue, the last one first. */
    final Map<String, List<ListMessageMoveTasksResultEntry>> moves = new HashMap<>();

    Optional<FakeQueue> byArn(String arn) {
        return Optional.ofNullable(byArn.get(arn));
    }

    Optional<FakeQueue> named(Caller caller, @Nullable String accountId, String name) {
        Caller owner = accountId == null ? caller : new Caller(accountId, caller.region(), caller.arn());
        return byArn(new FakeQueue(owner, name, Map.of(), Instant.EPOCH).arn());
    }

    /** The queue of a URL, whatever its host: clients may reach the fake under any. */
    FakeQueue byUrl(Caller caller, String url) {
        String[] steps = url.split("/");
        if (steps.length < 2 || !url.contains("/")) {
            return named(caller, null, url).orElseThrow(SqsFaults::noQueue);
        }
        return named(caller, steps[steps.length - 2], steps[steps.length - 1]).orElseThrow(SqsFaults::noQueue);
    }

    void add(FakeQueue queue) {
        byArn.put(queue.arn(), queue);
        deleted.remove(queue.arn());
    }

    void remove(FakeQueue queue, Instant now) {
        byArn.remove(queue.arn());
        deleted.put(queue.arn(), now);
    }

    /** When the queue of this ARN was deleted; null if it never was. */
    @Nullable
    Instant deleted(String arn) {
        return deleted.get(arn);
    }

    Collection<FakeQueue> all() {
        return List.copyOf(byArn.values());
    }

    List<FakeQueue> of(Caller caller) {
        return byArn.values().stream()
                .filter(queue -> queue.owner.accountId().equals(caller.accountId())
                        && queue.owner.region().equals(caller.region()))
                .toList();
    }

    void clear() {
        byArn.clear();
        deleted.clear();
        moves.clear();
    }
}
