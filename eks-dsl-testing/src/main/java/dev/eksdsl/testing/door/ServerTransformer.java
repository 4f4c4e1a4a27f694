package dev.eksdsl.testing.door;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import dev.eksdsl.testing.server.ConnectionLost;
import dev.eksdsl.testing.server.FakeServer;
import dev.eksdsl.testing.server.SimulatedCrash;
import dev.eksdsl.testing.wire.WireRequest;
import dev.eksdsl.testing.wire.WireResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Lets the fake answer the requests of the stub that names it. */
final class ServerTransformer implements ResponseDefinitionTransformerV2 {

    static final String NAME = "eks-dsl-fake-aws";

    private final FakeServer server;
    private final Map<String, Supplier<String>> answers;

    /** @param answers by method and path what gives the answer to a request that is not for AWS, as JSON */
    ServerTransformer(FakeServer server, Map<String, Supplier<String>> answers) {
        this.server = server;
        this.answers = answers;
    }

    @Override
    public String getName() {
        return NAME;
    }

    /** Only for the fake's own stub: those of a test shall win. */
    @Override
    public boolean applyGlobally() {
        return false;
    }

    @Override
    public ResponseDefinition transform(ServeEvent event) {
        try {
            WireRequest request = read(event.getRequest());
            Supplier<String> own = answers.get(request.method() + " " + request.path());
            if (own != null) {
                return ResponseDefinitionBuilder.responseDefinition()
                        .withHeader("Content-Type", "application/json")
                        .withBody(own.get())
                        .build();
            }
            WireResponse response = ResetRequest.answer(request, server).orElseGet(() -> server.handle(request));
            ResponseDefinitionBuilder answer = ResponseDefinitionBuilder.responseDefinition()
                    .withStatus(response.status())
                    .withBody(response.body());
            response.headers().forEach(answer::withHeader);
            return late(answer, response.delay()).build();
        } catch (ConnectionLost lost) {
            return late(broken(), lost.after()).build();
        } catch (SimulatedCrash crash) {
            return broken().build();
        }
    }

    private static ResponseDefinitionBuilder broken() {
        return ResponseDefinitionBuilder.responseDefinition().withFault(Fault.CONNECTION_RESET_BY_PEER);
    }

    private static ResponseDefinitionBuilder late(ResponseDefinitionBuilder answer, Duration delay) {
        return delay.isZero() ? answer : answer.withFixedDelay(Math.toIntExact(delay.toMillis()));
    }

    private static WireRequest read(Request request) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (HttpHeader header : request.getHeaders().all()) {
            headers.put(header.key(), header.values());
        }
        String url = request.getUrl();
        int mark = url.indexOf('?');
        String path = mark < 0 ? url : url.substring(0, mark);
        String query = mark < 0 ? "" : url.substring(mark + 1);
        byte[] body = request.getBody() == null ? new byte[0] : request.getBody();
        return new WireRequest(request.getMethod().getName(), path, query, headers, body);
    }
}
