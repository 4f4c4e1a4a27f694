package dev.eksdsl.kubernetes.deploy;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The warnings among events, by object and by time: the API lists events by name. */
final class Warnings {

    private Warnings() {}

    /** The warnings about an object, the newest last. */
    static List<Event> about(HasMetadata object, List<Event> events) {
        return events.stream()
                .filter(event -> "Warning".equals(event.getType()))
                .filter(event -> event.getMessage() != null && event.getReason() != null)
                .filter(event -> isAbout(object, event))
                .sorted(Comparator.comparing(Warnings::lastSeen))
                .toList();
    }

    /** How often the warning was given: the same one is counted up, not given anew. */
    static int times(Event event) {
        if (event.getSeries() != null && event.getSeries().getCount() != null) {
            return event.getSeries().getCount();
        }
        return event.getCount() == null ? 1 : event.getCount();
    }

    private static boolean isAbout(HasMetadata object, Event event) {
        if (event.getInvolvedObject() == null
                || !object.getKind().equals(event.getInvolvedObject().getKind())
                || !object.getMetadata()
                        .getName()
                        .equals(event.getInvolvedObject().getName())) {
            return false;
        }
        // An object of the same name that was deleted before has another uid.
        String uid = event.getInvolvedObject().getUid();
        return uid == null
                || object.getMetadata().getUid() == null
                || uid.equals(object.getMetadata().getUid());
    }

    private static Instant lastSeen(Event event) {
        if (event.getSeries() != null && event.getSeries().getLastObservedTime() != null) {
            return instant(event.getSeries().getLastObservedTime().getTime());
        }
        if (event.getLastTimestamp() != null) {
            return instant(event.getLastTimestamp());
        }
        return event.getEventTime() == null
                ? Instant.MIN
                : instant(event.getEventTime().getTime());
    }

    private static Instant instant(@Nullable String time) {
        try {
            return time == null ? Instant.MIN : OffsetDateTime.parse(time).toInstant();
        } catch (DateTimeException e) {
            return Instant.MIN;
        }
    }
}
