package dev.eksdsl.testing.kubernetes.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.eksdsl.testing.server.Durations;
import dev.eksdsl.testing.server.World;
import dev.eksdsl.testing.wire.WireRequest;
import dev.eksdsl.time.VirtualTimeline;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Calls an API server in this process, and lets its time pass. */
final class TestClient {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final VirtualTimeline time = new VirtualTimeline(Instant.parse("2026-11-22T12:00:00Z"));
    private final KubernetesApiServer server;

    TestClient() {
        this(KubernetesApiServer.Options.DEFAULT);
    }

    TestClient(KubernetesApiServer.Options options) {
        server = new KubernetesApiServer(new World(time, 1, new Durations()), options);
    }

    KubernetesApiServer server() {
        return server;
    }

    /** Lets time pass. */
    void pass(Duration duration) {
        time.advance(duration);
    }

    Response get(String path) {
        return call("GET", path, "");
    }

    Response call(String method, String path, String body) {
        return call(method, path, body, Map.of("Content-Type", "application/json"));
    }

    Response patch(String type, String path, String body) {
        return call("PATCH", path, body, Map.of("Content-Type", type));
    }

    Response call(String method, String path, String body, Map<String, String> headers) {
        Map<String, List<String>> all = new LinkedHashMap<>();
        all.put("User-Agent", List.of("recorder/1"));
        headers.forEach((name, value) -> all.put(name, List.of(value)));
        int question = path.indexOf('?');
        Response response = new Response();
        server.handle(
                new WireRequest(
                        method,
                        question < 0 ? path : path.substring(0, question),
                        question < 0 ? "" : path.substring(question + 1),
                        all,
                        body.getBytes(StandardCharsets.UTF_8)),
                response);
        return response;
    }

    /** An answer as far as it has come. */
    static final class Response implements KubernetesApi.Answer {

        private final ByteArrayOutputStream body = new ByteArrayOutputStream();
        private Map<String, String> headers = Map.of();
        private int status;
        private boolean ended;
        private Runnable closed = () -> {};

        @Override
        public void begin(int code, Map<String, String> fields) {
            status = code;
            headers = Map.copyOf(fields);
        }

        @Override
        public void write(byte[] bytes) {
            body.writeBytes(bytes);
        }

        @Override
        public void end() {
            ended = true;
        }

        @Override
        public void onClosed(Runnable action) {
            closed = action;
        }

        /** The client goes away. */
        void close() {
            closed.run();
        }

        int status() {
            return status;
        }

        boolean ended() {
            return ended;
        }

        String header(String name) {
            return headers.getOrDefault(name, "");
        }

        String text() {
            return body.toString(StandardCharsets.UTF_8);
        }

        JsonNode json() {
            return parse(text());
        }

        /** The events of a watch. */
        List<JsonNode> events() {
            return text().lines().map(Response::parse).toList();
        }

        private static JsonNode parse(String text) {
            try {
                return text.isBlank() ? MissingNode.getInstance() : JSON.readTree(text);
            } catch (JsonProcessingException e) {
                throw new AssertionError("no JSON: " + text, e);
            }
        }
    }
}
