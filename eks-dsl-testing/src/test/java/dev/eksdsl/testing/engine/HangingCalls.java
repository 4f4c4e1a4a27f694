package dev.eksdsl.testing.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullRequest;

/** An HTTP client whose calls of one kind hang until they are let go: then they have their effect. */
final class HangingCalls implements SdkHttpClient {

    private final SdkHttpClient real;
    private final Predicate<SdkHttpFullRequest> hanging;
    private final CountDownLatch underWay = new CountDownLatch(1);
    private final CountDownLatch letGo = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);

    private HangingCalls(SdkHttpClient real, Predicate<SdkHttpFullRequest> hanging) {
        this.real = real;
        this.hanging = hanging;
    }

    /** Hangs each call with this HTTP method and this end of its path. */
    static HangingCalls of(SdkHttpClient real, String method, String path) {
        return new HangingCalls(
                real,
                request -> request.method().name().equals(method)
                        && request.encodedPath().endsWith(path));
    }

    /** Waits until such a call is under way. */
    void awaitCall() throws InterruptedException {
        underWay.await();
    }

    /** Lets the call go, and waits until it has had its effect. */
    void letGo() throws InterruptedException {
        letGo.countDown();
        done.await();
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        ExecutableHttpRequest prepared = real.prepareRequest(request);
        if (!(request.httpRequest() instanceof SdkHttpFullRequest full) || !hanging.test(full)) {
            return prepared;
        }
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                underWay.countDown();
                await();
                HttpExecuteResponse response = prepared.call();
                done.countDown();
                return response;
            }

            @Override
            public void abort() {
                prepared.abort();
            }
        };
    }

    private void await() {
        try {
            letGo.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted while hanging", e));
        }
    }

    @Override
    public String clientName() {
        return real.clientName();
    }

    @Override
    public void close() {
        real.close();
    }
}
