package dev.eksdsl.testing.kubernetes.api.table;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Locale;

/** Cells of the rows of Events. */
final class EventCells {

    private EventCells() {}

    static String lastSeen(JsonNode event, Instant now) {
        JsonNode series = event.at("/series/lastObservedTime");
        return seen(series.isTextual() ? series : event.path("lastTimestamp"), event, now);
    }

    static String firstSeen(JsonNode event, Instant now) {
        return seen(event.path("firstTimestamp"), event, now);
    }

    static String object(JsonNode event) {
        JsonNode object = event.path("involvedObject");
        return object.path("kind").asText().toLowerCase(Locale.ROOT) + "/"
                + object.path("name").asText();
    }

    static String source(JsonNode event) {
        String component = event.at("/source/component").asText();
        String host = event.at("/source/host").asText();
        String source = host.isEmpty() ? component : component + ", " + host;
        return source.isEmpty() ? event.path("reportingComponent").asText() : source;
    }

    /** How often it happened: an event without a count happened once. */
    static int count(JsonNode event) {
        return event.at("/series/count").asInt(Math.max(1, event.path("count").asInt()));
    }

    private static String seen(JsonNode time, JsonNode event, Instant now) {
        return Ages.between(
                time.isTextual() ? time.asText() : event.path("eventTime").asText(""), now);
    }
}
