package dev.eksdsl.testing.door;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.extension.StubLifecycleListener;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps the stub in WireMock that lets the fake answer, whatever else a test resets or removes there. */
final class FakeStub implements StubLifecycleListener {

    private static final UUID ID = UUID.fromString("00000000-0000-4000-8000-0000000eeed5");

    private @Nullable WireMockServer wireMock;

    @Override
    public String getName() {
        return "eks-dsl-fake-aws-stub";
    }

    /** Puts the stub in, and back in from now on. */
    void keepIn(WireMockServer server) {
        wireMock = server;
        put();
    }

    @Override
    public void afterStubsReset() {
        put();
    }

    @Override
    public void afterStubRemoved(StubMapping removed) {
        if (removed.getId().equals(ID)) {
            put();
        }
    }

    private void put() {
        if (wireMock != null) {
            wireMock.stubFor(any(anyUrl())
                    .withId(ID)
                    .atPriority(Integer.MAX_VALUE)
                    .willReturn(aResponse().withTransformers(ServerTransformer.NAME)));
        }
    }
}
