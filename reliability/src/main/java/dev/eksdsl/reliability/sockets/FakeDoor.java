package dev.eksdsl.reliability.sockets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eksdsl.time.SystemTimeline;
import dev.eksdsl.time.Timeline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A served fake as seen from another process, through what it shows beside AWS. */
final class FakeDoor {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI endpoint;

    FakeDoor(URI endpoint) {
        this.endpoint = endpoint;
    }

    URI endpoint() {
        return endpoint;
    }

    /** What exists there: a line for each thing, without the ids that AWS draws. */
    List<String> inventory() {
        List<String> lines = new ArrayList<>();
        look().path("items").forEach(item -> lines.add(Shape.of(item)));
        return lines.stream().sorted().toList();
    }

    /** A timeline that shows the fake's own time, as the clocks of AWS and of its clients agree. */
    Timeline timeline(double speed) {
        return SystemTimeline.scaled(Instant.parse(look().path("moment").asText()), speed);
    }

    /** Lets the fake forget everything. */
    void reset() {
        ask(HttpRequest.newBuilder(endpoint.resolve("/moto-api/reset")).POST(BodyPublishers.noBody()));
    }

    private JsonNode look() {
        try {
            return JSON.readTree(ask(HttpRequest.newBuilder(endpoint.resolve("/eks-dsl/inventory"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String ask(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new UncheckedIOException("the fake does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the fake was asked", e);
        }
    }
}
