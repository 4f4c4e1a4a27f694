package dev.eksdsl.reliability.sockets;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * An HTTP server between a client and the served fake, on a port of the loopback interface. It hands calls on, and harms those
 * that its judge says. Proxies that know only bytes cannot tell whether a call has had its effect; this one can.
 */
final class FaultProxy implements AutoCloseable {

    /** Those that belong to one connection, or that the client in here writes itself. */
    private static final Set<String> OF_THE_CONNECTION =
            Set.of("host", "connection", "content-length", "expect", "upgrade", "transfer-encoding", "date");

    private final URI target;
    private final HttpServer server;
    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(workers)
            .build();
    private volatile Function<CallName, Optional<Harm>> judge = call -> Optional.empty();

    private FaultProxy(URI target, HttpServer server) {
        this.target = target;
        this.server = server;
    }

    static FaultProxy before(URI target) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            FaultProxy proxy = new FaultProxy(target, server);
            server.createContext("/", proxy::handle);
            server.setExecutor(proxy.workers);
            server.start();
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException("no port for the proxy", e);
        }
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Who says from now on what is done to a call; asked by several threads. */
    void judge(Function<CallName, Optional<Harm>> other) {
        judge = other;
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        CallName call = CallName.of(
                exchange.getRequestMethod(),
                exchange.getRequestURI(),
                exchange.getRequestHeaders().getFirst("X-Amz-Target"),
                body);
        Optional<Harm> harm = judge.apply(call);
        if (harm.isEmpty()) {
            answer(exchange, forward(exchange, body));
            return;
        }
        Optional<Answer> told = harm.get().hasEffect() ? Optional.of(forward(exchange, body)) : Optional.empty();
        switch (harm.get().sign()) {
            case THROTTLE -> answer(exchange, Answer.throttled(call.protocol()));
            case ERROR -> answer(exchange, Answer.broken(call.protocol()));
            case GARBLED -> answer(exchange, Answer.unreadable());
            case DROP -> exchange.close();
            case CUT -> cut(exchange, told.orElseThrow());
            case SILENCE -> {
                // the exchange stays open and unanswered, until the client has had enough of it
            }
        }
    }

    private static void answer(HttpExchange exchange, Answer answer) throws IOException {
        answer.headers().forEach((name, values) -> exchange.getResponseHeaders().put(name, values));
        exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(answer.body());
        }
        exchange.close();
    }

    /** Announces the whole answer, and breaks the connection in the middle of it. */
    private static void cut(HttpExchange exchange, Answer answer) throws IOException {
        byte[] half = Arrays.copyOf(answer.body(), answer.body().length / 2);
        answer.headers().forEach((name, values) -> exchange.getResponseHeaders().put(name, values));
        exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? 1 : answer.body().length);
        exchange.getResponseBody().write(half);
        exchange.getResponseBody().flush();
        exchange.close();
    }

    private Answer forward(HttpExchange exchange, byte[] body) throws IOException {
        URI uri = target.resolve(exchange.getRequestURI());
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .method(
                        exchange.getRequestMethod(),
                        body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        try {
            HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
            Map<String, List<String>> headers = new HashMap<>(response.headers().map());
            headers.keySet().removeIf(name -> OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT)));
            return new Answer(response.statusCode(), headers, response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the fake was asked", e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }
}
