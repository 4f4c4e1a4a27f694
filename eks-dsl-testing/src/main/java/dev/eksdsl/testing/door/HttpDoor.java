package dev.eksdsl.testing.door;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.eksdsl.testing.server.FakeServer;
import java.net.URI;

/**
 * The door for clients in other processes, such as the AWS CLI: an HTTP server on the loopback interface, which is
 * WireMock.
 *
 * <p>A test may add stubs to {@link #wireMock()}: they win over the fake, and the journal there shows every request. (Do
 * not reset all stubs of it: the fake itself is one.) A fault that breaks the connection resets the socket; so does a
 * simulated crash, since the client's process is not here to die.
 */
public final class HttpDoor implements AutoCloseable {

    /** The journal would otherwise grow with every poll of a long wait. */
    private static final int JOURNAL_ENTRIES = 10_000;

    private final WireMockServer wireMock;

    private HttpDoor(WireMockServer wireMock) {
        this.wireMock = wireMock;
    }

    /**
     * Opens the door.
     *
     * @param port the TCP port; 0 for any that is free
     */
    public static HttpDoor open(FakeServer server, int port) {
        WireMockConfiguration configuration = WireMockConfiguration.options()
                .bindAddress("127.0.0.1")
                .port(port)
                .gzipDisabled(true)
                .maxRequestJournalEntries(JOURNAL_ENTRIES)
                .extensions(new ServerTransformer(server));
        WireMockServer wireMock = new WireMockServer(configuration);
        wireMock.stubFor(any(anyUrl())
                .atPriority(Integer.MAX_VALUE)
                .willReturn(aResponse().withTransformers(ServerTransformer.NAME)));
        wireMock.start();
        return new HttpDoor(wireMock);
    }

    /** The port it listens on. */
    public int port() {
        return wireMock.port();
    }

    /** The endpoint for clients: {@code http://127.0.0.1:PORT}. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + port());
    }

    /** The server itself, for stubs that answer in place of the fake, and for its journal. */
    public WireMockServer wireMock() {
        return wireMock;
    }

    @Override
    public void close() {
        wireMock.stop();
    }
}
