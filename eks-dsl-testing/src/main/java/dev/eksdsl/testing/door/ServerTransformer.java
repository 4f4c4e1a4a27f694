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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Lets the fake answer the requests of the stub that names it. */
final class ServerTransformer implements ResponseDefinitionTransformerV2 {

    static final String NAME = "eks-dsl-fake-aws";

    private final FakeServer server;

    ServerTransformer(FakeServer server) {
        this.server = server;
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
            WireResponse response = server.handle(read(event.getRequest()));
            ResponseDefinitionBuilder answer = ResponseDefinitionBuilder.responseDefinition()
                    .withStatus(response.status())
                    .withBody(response.body());
            response.headers().forEach(answer::withHeader);
            return answer.build();
        } catch (ConnectionLost | SimulatedCrash gone) {
            return ResponseDefinitionBuilder.responseDefinition()
                    .withFault(Fault.CONNECTION_RESET_BY_PEER)
                    .build();
        }
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
