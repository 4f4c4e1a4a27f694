package dev.eksdsl.testing.door;

import com.github.tomakehurst.wiremock.common.HttpsSettings;
import com.github.tomakehurst.wiremock.common.JettySettings;
import com.github.tomakehurst.wiremock.core.Options;
import com.github.tomakehurst.wiremock.http.AdminRequestHandler;
import com.github.tomakehurst.wiremock.http.StubRequestHandler;
import com.github.tomakehurst.wiremock.jetty11.Jetty11HttpServer;
import com.github.tomakehurst.wiremock.jetty11.Jetty11Utils;
import dev.eksdsl.testing.tls.CertificateAuthority;
import wiremock.org.eclipse.jetty.io.NetworkTrafficListener;
import wiremock.org.eclipse.jetty.server.HttpConfiguration;
import wiremock.org.eclipse.jetty.server.HttpConnectionFactory;
import wiremock.org.eclipse.jetty.server.SecureRequestCustomizer;
import wiremock.org.eclipse.jetty.server.Server;
import wiremock.org.eclipse.jetty.server.ServerConnector;
import wiremock.org.eclipse.jetty.server.SslConnectionFactory;
import wiremock.org.eclipse.jetty.servlet.ServletContextHandler;
import wiremock.org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * WireMock's HTTP server, but with errors that AWS's clients can read, TLS with a certificate made in memory, and answers in
 * one piece.
 *
 * <p>In one piece, because this server is faster than AWS: the AWS SDK for Go closes the body of its request as soon as it
 * sees the head of the answer, and if Go is still busy with sending by then it closes the connection. What it has got of the
 * answer it reads all the same; what is still on its way it misses, and makes the call again, which then has happened twice.
 * WireMock's own connectors watch the traffic, and for that send head and body apart.
 */
final class DoorServer extends Jetty11HttpServer {

    DoorServer(Options options, AdminRequestHandler admin, StubRequestHandler stubs) {
        super(options, admin, stubs);
    }

    @Override
    protected void applyAdditionalServerConfiguration(Server server, Options options) {
        super.applyAdditionalServerConfiguration(server, options);
        server.setErrorHandler(new DoorErrors());
    }

    @Override
    protected void decorateMockServiceContextAfterConfig(ServletContextHandler context) {
        context.setErrorHandler(new DoorErrors());
    }

    @Override
    protected void decorateAdminServiceContextAfterConfig(ServletContextHandler context) {
        context.setErrorHandler(new DoorErrors());
    }

    @Override
    protected ServerConnector createHttpConnector(
            String bindAddress, int port, JettySettings settings, NetworkTrafficListener listener) {
        ServerConnector connector =
                new ServerConnector(jettyServer, new HttpConnectionFactory(Jetty11Utils.createHttpConfig(settings)));
        connector.setHost(bindAddress);
        connector.setPort(port);
        return connector;
    }

    @Override
    protected ServerConnector createHttpsConnector(
            String bindAddress, HttpsSettings https, JettySettings settings, NetworkTrafficListener listener) {
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setSslContext(CertificateAuthority.ofAws().serverContext("localhost"));
        // by address, as clients call it here, there is no name to be checked
        SecureRequestCustomizer secure = new SecureRequestCustomizer(false);
        HttpConfiguration configuration = Jetty11Utils.createHttpConfig(settings);
        configuration.addCustomizer(secure);
        ServerConnector connector = new ServerConnector(
                jettyServer, new SslConnectionFactory(tls, "http/1.1"), new HttpConnectionFactory(configuration));
        connector.setHost(bindAddress);
        connector.setPort(https.port());
        return connector;
    }
}
