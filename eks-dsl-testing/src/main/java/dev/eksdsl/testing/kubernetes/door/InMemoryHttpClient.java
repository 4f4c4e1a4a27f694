package dev.eksdsl.testing.kubernetes.door;

import dev.eksdsl.testing.kubernetes.api.KubernetesApi;
import dev.eksdsl.testing.wire.WireRequest;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.StandardHttpClient;
import io.fabric8.kubernetes.client.http.StandardHttpRequest;
import io.fabric8.kubernetes.client.http.StandardWebSocketBuilder;
import io.fabric8.kubernetes.client.http.WebSocket;
import io.fabric8.kubernetes.client.http.WebSocketHandshakeException;
import io.fabric8.kubernetes.client.http.WebSocketResponse;
import io.fabric8.kubernetes.client.http.WebSocketUpgradeResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Answers requests from the API of the cluster that the URL's host names, on the caller's thread. */
final class InMemoryHttpClient
        extends StandardHttpClient<InMemoryHttpClient, InMemoryHttpClientFactory, InMemoryHttpClientBuilder> {

    private final InMemoryHttpClientFactory factory;

    InMemoryHttpClient(InMemoryHttpClientBuilder builder, AtomicBoolean closed) {
        super(builder, closed);
        this.factory = builder.getClientFactory();
    }

    @Override
    public CompletableFuture<HttpResponse<AsyncBody>> consumeBytesDirect(
            StandardHttpRequest request, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
        Optional<KubernetesApi> api = factory.addresses().at(request.uri().getHost());
        if (api.isEmpty()) {
            return CompletableFuture.failedFuture(
                    new UnknownHostException(request.uri().getHost()));
        }
        InMemoryResponse response = new InMemoryResponse(request, consumer, factory);
        try {
            WireRequest wire = wire(request);
            try {
                factory.time().begin();
                api.get().handle(wire, response);
            } finally {
                factory.time().end();
            }
        } catch (IOException e) {
            return CompletableFuture.failedFuture(e);
        }
        response.release();
        return response.head();
    }

    private static WireRequest wire(StandardHttpRequest request) throws IOException {
        Map<String, List<String>> headers = new HashMap<>(request.headers());
        @Nullable String contentType = request.getContentType();
        if (contentType != null) {
            headers.put("Content-Type", List.of(contentType));
        }
        String path = request.uri().getRawPath();
        @Nullable String query = request.uri().getRawQuery();
        return new WireRequest(
                request.method(), path.isEmpty() ? "/" : path, query == null ? "" : query, headers, body(request));
    }

    private static byte[] body(StandardHttpRequest request) throws IOException {
        StandardHttpRequest.@Nullable BodyContent body = request.body();
        if (body instanceof StandardHttpRequest.StringBodyContent text) {
            return text.getContent().getBytes(StandardCharsets.UTF_8);
        }
        if (body instanceof StandardHttpRequest.ByteArrayBodyContent bytes) {
            return bytes.getContent();
        }
        if (body instanceof StandardHttpRequest.InputStreamBodyContent stream) {
            try (InputStream in = stream.getContent()) {
                return in.readAllBytes();
            }
        }
        return new byte[0];
    }

    /** Refuses the upgrade with 200, upon which Fabric8 watches over plain HTTP. */
    @Override
    public CompletableFuture<WebSocketResponse> buildWebSocketDirect(
            StandardWebSocketBuilder webSocketBuilder, WebSocket.Listener listener) {
        WebSocketUpgradeResponse answer = new WebSocketUpgradeResponse(webSocketBuilder.asHttpRequest(), 200);
        return CompletableFuture.completedFuture(
                new WebSocketResponse(answer, new WebSocketHandshakeException(answer)));
    }

    @Override
    protected void doClose() {}
}
