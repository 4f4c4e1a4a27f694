package dev.eksdsl.testing.door;

import dev.eksdsl.testing.server.ConnectionLost;
import dev.eksdsl.testing.server.FakeServer;
import dev.eksdsl.testing.wire.WireRequest;
import dev.eksdsl.testing.wire.WireResponse;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;

/**
 * The door for SDK clients in the same process: HTTP clients that hand requests to the fake on the calling thread, without
 * a socket. Marshalling, signing, retries and interceptors of the SDK all take part.
 *
 * <p>A fault that breaks the connection shows as an {@link IOException}; a simulated crash leaves the SDK client as {@link
 * dev.eksdsl.testing.server.SimulatedCrash}. The clients may be shared by any number of service clients; closing them
 * does nothing.
 */
public final class InMemoryDoor {

    private final FakeServer server;

    public InMemoryDoor(FakeServer server) {
        this.server = server;
    }

    /** For the SDK's synchronous clients. */
    public SdkHttpClient client() {
        return new InMemoryClient(this);
    }

    /** For the SDK's asynchronous clients; answers before {@code execute} returns. */
    public SdkAsyncHttpClient asyncClient() {
        return new InMemoryAsyncClient(this);
    }

    WireResponse send(SdkHttpRequest request, byte[] body) throws IOException {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(request.headers());
        headers.putIfAbsent("Host", List.of(request.host()));
        String path = request.encodedPath().isEmpty() ? "/" : request.encodedPath();
        String query = request.encodedQueryParameters().orElse("");
        try {
            WireResponse response =
                    server.handle(new WireRequest(request.method().name(), path, query, headers, body));
            pass(response.delay());
            return response;
        } catch (ConnectionLost lost) {
            pass(lost.after());
            throw lost.isHanging() ? timeout(lost) : new IOException(lost.getMessage(), lost);
        }
    }

    /** Waits on the calling thread, in the fake's time, and lets what is due meanwhile happen. */
    private void pass(Duration duration) {
        if (!duration.isZero()) {
            CompletableFuture<Boolean> over = new CompletableFuture<>();
            server.timeline().schedule(duration, () -> over.complete(true));
            server.timeline().await(over);
        }
    }

    private static IOException timeout(ConnectionLost lost) {
        SocketTimeoutException timeout = new SocketTimeoutException("Read timed out: " + lost.getMessage());
        timeout.initCause(lost);
        return timeout;
    }

    static SdkHttpResponse head(WireResponse response) {
        SdkHttpFullResponse.Builder head = SdkHttpFullResponse.builder().statusCode(response.status());
        response.headers().forEach(head::putHeader);
        head.putHeader("Content-Length", String.valueOf(response.body().length));
        return head.build();
    }
}
