package dev.eksdsl.testing.kubernetes.door;

import com.sun.net.httpserver.HttpExchange;
import dev.eksdsl.testing.kubernetes.api.KubernetesApi;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * An answer on its way to a socket. The API writes with the world's lock held and must not wait for a slow client, so
 * pieces are queued; the exchange's own thread sends them.
 */
final class HttpsAnswer implements KubernetesApi.Answer {

    private static final byte[] END = new byte[0];

    private final ClientTime time;
    private final BlockingQueue<byte[]> pieces = new LinkedBlockingQueue<>();
    private int status = 500;
    private Map<String, String> headers = Map.of();
    private volatile Runnable onClosed = () -> {};
    private volatile boolean ended;

    HttpsAnswer(ClientTime time) {
        this.time = time;
    }

    @Override
    public void begin(int code, Map<String, String> all) {
        status = code;
        headers = all;
    }

    @Override
    public void write(byte[] bytes) {
        if (bytes.length > 0) {
            time.deliver();
            pieces.add(bytes);
        }
    }

    @Override
    public void end() {
        ended = true;
        pieces.add(END);
    }

    @Override
    public void onClosed(Runnable action) {
        onClosed = action;
    }

    /** Sends all of the answer; for a watch, until either side ends it. */
    void send(HttpExchange exchange) throws IOException {
        headers.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        if (ended) {
            sendWhole(exchange);
        } else {
            stream(exchange);
        }
    }

    private void sendWhole(HttpExchange exchange) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] piece : pieces) {
            all.write(piece);
        }
        boolean empty = all.size() == 0 || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, empty ? -1 : all.size());
        if (!empty) {
            all.writeTo(exchange.getResponseBody());
        }
    }

    private void stream(HttpExchange exchange) throws IOException {
        time.opened();
        try (OutputStream out = exchange.getResponseBody()) {
            exchange.sendResponseHeaders(status, 0);
            out.flush();
            for (byte[] piece = pieces.take(); piece != END; piece = pieces.take()) {
                try {
                    out.write(piece);
                    out.flush();
                } finally {
                    time.end();
                }
            }
        } catch (InterruptedException e) {
            // the door is being closed
            Thread.currentThread().interrupt();
        } finally {
            time.closed();
            onClosed.run();
        }
    }

    /** Drops what is still queued: it will not arrive any more. */
    void discard() {
        for (byte[] piece = pieces.poll(); piece != null; piece = pieces.poll()) {
            if (piece != END) {
                time.end();
            }
        }
    }
}
