package dev.eksdsl.testing.door;

import dev.eksdsl.testing.wire.WireResponse;
import java.io.IOException;
import java.io.InputStream;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/** See {@link InMemoryDoor#client()}. */
record InMemoryClient(InMemoryDoor door) implements SdkHttpClient {

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                return answer(request);
            }

            @Override
            public void abort() {
                // the call is over as soon as it has begun: there is nothing to abort
            }
        };
    }

    private HttpExecuteResponse answer(HttpExecuteRequest request) throws IOException {
        byte[] body = request.contentStreamProvider().isPresent()
                ? read(request.contentStreamProvider().get())
                : new byte[0];
        WireResponse response = door.send(request.httpRequest(), body);
        return HttpExecuteResponse.builder()
                .response(InMemoryDoor.head(response))
                .responseBody(AbortableInputStream.create(new BodyStream(response.body())))
                .build();
    }

    private static byte[] read(ContentStreamProvider provider) throws IOException {
        try (InputStream stream = provider.newStream()) {
            return stream.readAllBytes();
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
