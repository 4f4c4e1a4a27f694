package dev.eksdsl.testing.kubernetes.door;

import dev.eksdsl.testing.kubernetes.api.KubernetesApi;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.StandardHttpHeaders;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A response on its way to Fabric8. The API writes with the world's lock held; the client's code runs without it, so
 * pieces are queued, and handed over when the client asks for more: those of a plain answer on the thread that asked,
 * those of a watch on a thread of the door's own.
 */
final class InMemoryResponse implements KubernetesApi.Answer, AsyncBody {

    private final HttpRequest request;
    private final Consumer<List<ByteBuffer>> consumer;
    private final InMemoryHttpClientFactory factory;
    private final CompletableFuture<HttpResponse<AsyncBody>> head = new CompletableFuture<>();
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final Deque<byte[]> pieces = new ArrayDeque<>();
    private Head status = new Head(500, Map.of());
    private Runnable onClosed = () -> {};
    private int demand;
    private boolean ended;
    private boolean released;
    private boolean pumping;
    private boolean counted;

    private record Head(int status, Map<String, List<String>> headers) {}

    InMemoryResponse(HttpRequest request, Consumer<List<ByteBuffer>> consumer, InMemoryHttpClientFactory factory) {
        this.request = request;
        this.consumer = consumer;
        this.factory = factory;
        done.whenComplete((nothing, thrown) -> over());
    }

    CompletableFuture<HttpResponse<AsyncBody>> head() {
        return head;
    }

    @Override
    public synchronized void begin(int code, Map<String, String> headers) {
        Map<String, List<String>> lists = new HashMap<>();
        headers.forEach((name, value) -> lists.put(name, List.of(value)));
        status = new Head(code, lists);
    }

    @Override
    public synchronized void write(byte[] bytes) {
        pieces.add(bytes);
        pumpSoon();
    }

    @Override
    public synchronized void end() {
        ended = true;
        pumpSoon();
    }

    @Override
    public synchronized void onClosed(Runnable action) {
        onClosed = action;
    }

    /** The API has returned and the world's lock is free: the client may see the response. */
    void release() {
        synchronized (this) {
            released = true;
            if (!ended) {
                counted = true;
                factory.time().opened();
            }
        }
        head.complete(new Response(request, status.status(), status.headers(), this));
        pump();
    }

    private void pumpSoon() {
        if (released && !pumping && !done.isDone()) {
            factory.time().deliver();
            factory.deliveries().execute(() -> {
                try {
                    pump();
                } finally {
                    factory.time().end();
                }
            });
        }
    }

    private void pump() {
        synchronized (this) {
            if (pumping) {
                return;
            }
            pumping = true;
        }
        while (true) {
            byte[] piece;
            synchronized (this) {
                if (demand == 0 || pieces.isEmpty() || done.isDone()) {
                    pumping = false;
                    break;
                }
                demand--;
                piece = pieces.remove();
            }
            hand(piece);
        }
        finishIfAllIsRead();
    }

    private void hand(byte[] piece) {
        try {
            consumer.consume(List.of(ByteBuffer.wrap(piece)), this);
        } catch (Exception e) {
            done.completeExceptionally(e);
        }
    }

    private void finishIfAllIsRead() {
        boolean finished;
        synchronized (this) {
            finished = ended && pieces.isEmpty();
        }
        if (finished) {
            done.complete(null);
        }
    }

    private void over() {
        boolean wasOpen;
        boolean wasCounted;
        synchronized (this) {
            wasOpen = !ended;
            wasCounted = counted;
            counted = false;
            ended = true;
        }
        if (wasCounted) {
            factory.time().closed();
        }
        if (wasOpen) {
            onClosed.run();
        }
    }

    @Override
    public void consume() {
        boolean idle;
        synchronized (this) {
            demand++;
            idle = released && !pumping;
        }
        if (idle) {
            pump();
        }
    }

    @Override
    public CompletableFuture<Void> done() {
        return done;
    }

    @Override
    public void cancel() {
        done.cancel(false);
    }

    private static final class Response extends StandardHttpHeaders implements HttpResponse<AsyncBody> {

        private final HttpRequest request;
        private final int code;
        private final AsyncBody body;

        Response(HttpRequest request, int code, Map<String, List<String>> headers, AsyncBody body) {
            super(headers);
            this.request = request;
            this.code = code;
            this.body = body;
        }

        @Override
        public int code() {
            return code;
        }

        @Override
        public AsyncBody body() {
            return body;
        }

        @Override
        public HttpRequest request() {
            return request;
        }

        @Override
        public Optional<HttpResponse<?>> previousResponse() {
            return Optional.empty();
        }
    }
}
