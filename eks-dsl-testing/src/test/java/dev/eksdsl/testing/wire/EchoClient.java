package dev.eksdsl.testing.wire;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpRequest;

/** Reads each request with a codec, keeps it, and answers what it was told to. */
final class EchoClient implements SdkHttpClient {

    private final ServiceCodec codec;
    private @Nullable SdkPojo answer;
    private @Nullable SdkPojo received;
    private @Nullable SdkPojo kept;

    EchoClient(ServiceCodec codec) {
        this.codec = codec;
    }

    void answerWith(SdkPojo response) {
        answer = response;
        received = null;
    }

    @Nullable
    SdkPojo received() {
        return received;
    }

    /** The request as it is read again after it was kept as JSON. */
    @Nullable
    SdkPojo kept() {
        return kept;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                return answer(request);
            }

            @Override
            public void abort() {
                // nothing to abort
            }
        };
    }

    private HttpExecuteResponse answer(HttpExecuteRequest request) throws IOException {
        SdkHttpRequest http = request.httpRequest();
        byte[] body = request.contentStreamProvider().isPresent()
                ? request.contentStreamProvider().get().newStream().readAllBytes()
                : new byte[0];
        WireRequest wire = new WireRequest(
                http.method().name(),
                http.encodedPath(),
                http.encodedQueryParameters().orElse(""),
                http.headers(),
                body);
        Operation operation =
                codec.operation(wire).orElseThrow(() -> new AssertionError("not recognised: " + codec.wanted(wire)));
        received = codec.decode(operation, wire);
        kept = TypedJson.read(
                operation, new ObjectMapper().readTree(TypedJson.write(received).toString()));
        WireResponse response = codec.encoder().success(operation, answer, "request-1");
        SdkHttpFullResponse.Builder head = SdkHttpFullResponse.builder().statusCode(response.status());
        for (Map.Entry<String, String> header : response.headers().entrySet()) {
            head.putHeader(header.getKey(), header.getValue());
        }
        return HttpExecuteResponse.builder()
                .response(head.build())
                .responseBody(AbortableInputStream.create(new ByteArrayInputStream(response.body())))
                .build();
    }

    @Override
    public void close() {
        // holds nothing
    }
}
