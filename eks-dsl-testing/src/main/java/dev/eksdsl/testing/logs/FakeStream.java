package dev.eksdsl.testing.logs;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One log stream. */
final class FakeStream {

    private static final Comparator<Event> ORDER =
            Comparator.comparingLong(Event::timestamp).thenComparingLong(Event::number);

    final FakeGroup group;
    final String name;
    final long created;
    final String token;
    private final List<Event> events = new ArrayList<>();

    @Nullable
    Long lastIngestion;

    FakeStream(FakeGroup group, String name, long created, String token) {
        this.group = group;
        this.name = name;
        this.created = created;
        this.token = token;
    }

    /**
     * One message.
     *
     * @param number its place among all events of the fake, for those of the same time
     */
    record Event(FakeStream stream, long number, long timestamp, long ingested, String message) {

        /** Ids have 56 digits, and order as events do. */
        String id() {
            return "%032d%024d".formatted(timestamp, number);
        }

        /** What counts for sizes: the text and 26 bytes (CloudWatch Logs API reference, PutLogEvents). */
        int size() {
            return message.getBytes(StandardCharsets.UTF_8).length + 26;
        }
    }

    String arn() {
        return group.plainArn() + ":log-stream:" + name;
    }

    void add(Event event) {
        events.add(event);
        events.sort(ORDER);
        lastIngestion = event.ingested();
    }

    /** What the group's retention has left, in the order of time. */
    List<Event> events(long now) {
        Integer days = group.retention;
        if (days != null) {
            events.removeIf(event -> event.timestamp() < now - days * 86_400_000L);
        }
        return List.copyOf(events);
    }
}
