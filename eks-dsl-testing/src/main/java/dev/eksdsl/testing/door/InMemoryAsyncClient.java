package dev.eksdsl.testing.door;

import dev.eksdsl.testing.server.SimulatedCrash;
import dev.eksdsl.testing.wire.WireResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.core.async.SdkPublisher;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.utils.BinaryUtils;

/** See {@link InMemoryDoor#asyncClient()}. */
record InMemoryAsyncClient(InMemoryDoor door) implements SdkAsyncHttpClient {

    @Override
    public CompletableFuture<Void> execute(AsyncExecuteRequest request) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        return SdkPublisher.adapt(request.requestContentPublisher())
                .subscribe(buffer -> body.writeBytes(BinaryUtils.copyBytesFrom(buffer)))
                .thenCompose(received -> answer(request, body.toByteArray()));
    }

    private CompletableFuture<Void> answer(AsyncExecuteRequest request, byte[] body) {
        try {
            WireResponse response = door.send(request.request(), body);
            request.responseHandler().onHeaders(InMemoryDoor.head(response));
            request.responseHandler().onStream(SdkPublisher.fromIterable(List.of(ByteBuffer.wrap(response.body()))));
            return CompletableFuture.completedFuture(null);
        } catch (IOException | SimulatedCrash failure) {
            // the SDK completes the client's future from here, and never from the future that execute returns
            request.responseHandler().onError(failure);
            return CompletableFuture.failedFuture(failure);
        }
    }

    @Override
    public String clientName() {
        return "EksDslInMemory";
    }

    @Override
    public void close() {
        // holds nothing
    }
}
