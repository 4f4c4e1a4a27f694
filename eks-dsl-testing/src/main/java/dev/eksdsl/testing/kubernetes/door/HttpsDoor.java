package dev.eksdsl.testing.kubernetes.door;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.eksdsl.testing.kubernetes.api.KubernetesApi;
import dev.eksdsl.testing.tls.CertificateAuthority;
import dev.eksdsl.testing.wire.WireRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * One cluster's API over HTTPS on a free port of 127.0.0.1, for kubectl, Fabric8 and any other client that trusts the
 * {@link CertificateAuthority}. Watches are streamed; WebSockets are not offered. All its threads are daemons.
 */
public final class HttpsDoor implements AutoCloseable {

    static {
        // without it every answer waits some 40 ms for the client's delayed acknowledgement; read once by the JDK's
        // server
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
    }

    private final KubernetesApi api;
    private final ClientTime time;
    private final HttpsServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(action -> {
        Thread thread = new Thread(action, "eks-kubernetes-https");
        thread.setDaemon(true);
        return thread;
    });

    private HttpsDoor(KubernetesApi api, ClientTime time, HttpsServer server) {
        this.api = api;
        this.time = time;
        this.server = server;
    }

    /** Opens the door. */
    public static HttpsDoor open(KubernetesApi api, ClientTime time, CertificateAuthority authority) {
        try {
            InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0);
            HttpsServer server = HttpsServer.create(anyPort, 0);
            server.setHttpsConfigurator(new HttpsConfigurator(authority.serverContext("kube-apiserver")));
            HttpsDoor door = new HttpsDoor(api, time, server);
            server.createContext("/", door::answer);
            server.setExecutor(door.threads);
            server.start();
            return door;
        } catch (IOException e) {
            throw new UncheckedIOException("no port of 127.0.0.1 could be opened", e);
        }
    }

    /** Where the API is: {@code https://127.0.0.1:} and the port. */
    public String endpoint() {
        return "https://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if ("websocket".equalsIgnoreCase(exchange.getRequestHeaders().getFirst("Upgrade"))) {
                // a client that asks for a WebSocket and gets 200 watches over plain HTTP instead
                exchange.sendResponseHeaders(200, -1);
                return;
            }
            byte[] body = exchange.getRequestBody().readAllBytes();
            String query = exchange.getRequestURI().getRawQuery();
            WireRequest request = new WireRequest(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getRawPath(),
                    query == null ? "" : query,
                    exchange.getRequestHeaders(),
                    body);
            HttpsAnswer answer = new HttpsAnswer(time);
            try {
                try {
                    time.begin();
                    api.handle(request, answer);
                } finally {
                    time.end();
                }
                answer.send(exchange);
            } finally {
                answer.discard();
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
