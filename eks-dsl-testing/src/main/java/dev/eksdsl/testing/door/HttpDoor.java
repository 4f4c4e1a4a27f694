package dev.eksdsl.testing.door;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.Options;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.eksdsl.testing.server.FakeServer;
import dev.eksdsl.testing.tls.CertificateAuthority;
import java.net.URI;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The door for clients in other processes, such as the AWS CLI: an HTTP server on the loopback interface, which is
 * WireMock.
 *
 * <p>A test may add stubs to {@link #wireMock()}: they win over the fake, and the journal there shows every request. All
 * stubs, mappings and requests may be reset there: the fake answers on. A fault that breaks the connection resets the
 * socket; so does a simulated crash, since the client's process is not here to die.
 */
public final class HttpDoor implements AutoCloseable {

    /** The journal would otherwise grow with every poll of a long wait. */
    private static final int JOURNAL_ENTRIES = 10_000;

    /** They only wait until late answers are due. */
    private static final int THREADS_OF_LATE_ANSWERS = 2;

    private final WireMockServer wireMock;
    private final boolean tls;

    private HttpDoor(WireMockServer wireMock, boolean tls) {
        this.wireMock = wireMock;
        this.tls = tls;
    }

    /**
     * Opens the door.
     *
     * @param port the TCP port; 0 for any that is free
     */
    public static HttpDoor open(FakeServer server, int port) {
        return open(server, options -> options.port(port));
    }

    /** Opens the door with settings. */
    public static HttpDoor open(FakeServer server, Consumer<DoorOptions> settings) {
        DoorOptions options = DoorOptions.of(settings);
        FakeStub stub = new FakeStub();
        WireMockConfiguration configuration = WireMockConfiguration.options()
                .bindAddress("127.0.0.1")
                .gzipDisabled(true)
                .useChunkedTransferEncoding(Options.ChunkedEncodingPolicy.NEVER)
                .maxRequestJournalEntries(JOURNAL_ENTRIES)
                .asynchronousResponseEnabled(true)
                .asynchronousResponseThreads(THREADS_OF_LATE_ANSWERS)
                .httpServerFactory(DoorServer::new)
                .extensions(new ServerTransformer(server, options.answers()), stub);
        if (options.isTls()) {
            configuration.httpDisabled(true).httpsPort(options.port());
        } else {
            configuration.port(options.port());
        }
        WireMockServer wireMock = new WireMockServer(configuration);
        wireMock.start();
        stub.keepIn(wireMock);
        return new HttpDoor(wireMock, options.isTls());
    }

    /** The port it listens on. */
    public int port() {
        return tls ? wireMock.httpsPort() : wireMock.port();
    }

    /** The endpoint for clients: {@code http://127.0.0.1:PORT}, or {@code https} with TLS. */
    public URI url() {
        return URI.create((tls ? "https" : "http") + "://127.0.0.1:" + port());
    }

    /** The certificate that clients have to trust, as PEM; empty without TLS. */
    public Optional<String> certificateAuthority() {
        return tls ? Optional.of(CertificateAuthority.ofAws().pem()) : Optional.empty();
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
