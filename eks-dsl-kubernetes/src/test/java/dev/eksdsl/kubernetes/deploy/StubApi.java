package dev.eksdsl.kubernetes.deploy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A Kubernetes API on the loopback that gives prepared answers, one after the other, the last one for ever. */
public final class StubApi implements AutoCloseable {

    static {
        // The JDK's server writes head and body apart; without this each answer waits for the client's delayed ACK.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    /** What to answer: an object, a text, or a Status. */
    public record Answer(int code, Object body) {}

    private final HttpServer server;
    private final Map<String, List<Answer>> answers = new LinkedHashMap<>();
    private final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    private final List<String> bodies = Collections.synchronizedList(new ArrayList<>());

    public StubApi() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.start();
    }

    public KubernetesClient client() {
        return new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(Config.empty())
                        .withMasterUrl("http://127.0.0.1:" + server.getAddress().getPort())
                        .withNamespace("default")
                        .withRequestRetryBackoffLimit(0)
                        .build())
                .build();
    }

    /** Answers a call, such as {@code GET /api/v1/namespaces/a/pods}; the query is not compared. */
    public StubApi on(String call, Object... bodies) {
        for (Object body : bodies) {
            answers.computeIfAbsent(call, c -> new ArrayList<>())
                    .add(body instanceof Answer answer ? answer : new Answer(200, body));
        }
        return this;
    }

    /** Forgets what was to be answered to a call. */
    public StubApi clear(String call) {
        answers.remove(call);
        return this;
    }

    public static Answer refuse(int code, String message) {
        return new Answer(
                code, new StatusBuilder().withCode(code).withMessage(message).build());
    }

    /** The calls so far, with their query. */
    public List<String> calls() {
        return List.copyOf(calls);
    }

    /** The body of the newest call. */
    String lastBody() {
        return bodies.get(bodies.size() - 1);
    }

    private void handle(HttpExchange exchange) throws IOException {
        calls.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
        bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        String call =
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        List<Answer> prepared = answers.getOrDefault(call, new ArrayList<>(List.of(refuse(404, call + " not found"))));
        Answer answer = prepared.size() > 1 ? prepared.remove(0) : prepared.get(0);
        String text = answer.body() instanceof String s ? s : Serialization.asJson(answer.body());
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders()
                .add("Content-Type", answer.body() instanceof String ? "text/plain" : "application/json");
        exchange.sendResponseHeaders(answer.code(), bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
