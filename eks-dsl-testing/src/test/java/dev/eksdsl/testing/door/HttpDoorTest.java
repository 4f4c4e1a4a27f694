package dev.eksdsl.testing.door;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eksdsl.testing.FakeAws;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.eks.EksClient;

/** What only the door over HTTP does: TLS, sockets that hang, WireMock's own resets. */
class HttpDoorTest {

    private final FakeAws aws = FakeAws.create();

    @AfterEach
    void close() {
        aws.close();
    }

    /** The AWS SDK for Go may miss what comes after the head, and call again. */
    @Test
    void answer_isSentInOnePiece() throws IOException {
        HttpDoor door = aws.serve();
        try (Socket socket = new Socket("127.0.0.1", door.port())) {
            socket.getOutputStream()
                    .write(("GET /clusters HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: AWS4-HMAC-SHA256 Credential="
                                    + "AKIAIOSFODNN7EXAMPLE/20260101/us-east-1/eks/aws4_request, SignedHeaders=host,"
                                    + " Signature=0\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            byte[] piece = new byte[4096];
            int length = socket.getInputStream().read(piece);

            assertThat(new String(piece, 0, length, StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 200")
                    .endsWith("\r\n\r\n{\"clusters\":[]}");
        }
    }

    @Test
    void tls_isTrustedWithTheAuthorityOnly() throws Exception {
        HttpDoor door = aws.serve(DoorOptions::tls);
        TrustManagerFactory trust = trustIn(door.certificateAuthority().orElseThrow());

        assertThat(door.url()).hasScheme("https");
        try (EksClient trusting = client(
                door,
                UrlConnectionHttpClient.builder()
                        .tlsTrustManagersProvider(trust::getTrustManagers)
                        .build())) {
            assertThat(trusting.listClusters().clusters()).isEmpty();
        }
        try (EksClient other = client(door, UrlConnectionHttpClient.create())) {
            assertThatThrownBy(other::listClusters).hasStackTraceContaining("SSLHandshakeException");
        }
    }

    @Test
    void withoutTls_thereIsNoAuthority() {
        assertThat(aws.serve().certificateAuthority()).isEmpty();
    }

    @Test
    void callThatHangs_blocksNoOther_andEndsWhenTheClientLeaves() throws Exception {
        HttpDoor door = aws.serve();
        aws.faults()
                .hangTime(Duration.ofHours(1))
                .on("DescribeCluster")
                .times(30)
                .hangBefore();
        CompletableFuture<?>[] hanging = new CompletableFuture<?>[30];
        try (EksClient client = client(
                door,
                UrlConnectionHttpClient.builder()
                        .socketTimeout(Duration.ofSeconds(2))
                        .build())) {
            for (int i = 0; i < hanging.length; i++) {
                hanging[i] = CompletableFuture.runAsync(
                        () -> assertThatThrownBy(() -> client.describeCluster(r -> r.name("x")))
                                .isInstanceOf(SdkClientException.class)
                                .hasStackTraceContaining("Read timed out"),
                        action -> new Thread(action).start());
            }

            assertThat(client.listClusters().clusters()).isEmpty();
            CompletableFuture.allOf(hanging).get(60, TimeUnit.SECONDS);
        }
        assertThat(aws.faults().isUsedUp()).isTrue();
    }

    @Test
    void callThatHangsLongEnough_isCutOff() {
        HttpDoor door = aws.serve();
        aws.faults().hangTime(Duration.ofMillis(50)).on("ListClusters").always().hangBefore();

        try (EksClient client = client(door, UrlConnectionHttpClient.create())) {
            assertThatThrownBy(client::listClusters).isInstanceOf(SdkClientException.class);
            aws.faults().clear();
            assertThat(client.listClusters().clusters()).isEmpty();
        }
    }

    @Test
    void lateAnswer_comesLate() {
        HttpDoor door = aws.serve();
        aws.faults().on("ListClusters").delay(Duration.ofSeconds(20));

        try (EksClient impatient = client(
                door,
                UrlConnectionHttpClient.builder()
                        .socketTimeout(Duration.ofMillis(100))
                        .build())) {
            assertThatThrownBy(impatient::listClusters).hasStackTraceContaining("Read timed out");
        }
        aws.faults().on("ListClusters").delay(Duration.ofMillis(10));
        try (EksClient client = client(door, UrlConnectionHttpClient.create())) {
            assertThat(client.listClusters().clusters()).isEmpty();
        }
    }

    @Test
    void wireMockIsReset_theFakeAnswersOn() {
        HttpDoor door = aws.serve();
        try (EksClient client = client(door, UrlConnectionHttpClient.create())) {
            door.wireMock()
                    .stubFor(get(urlPathEqualTo("/clusters")).willReturn(okJson("{\"clusters\":[\"stubbed\"]}")));
            assertThat(client.listClusters().clusters()).containsExactly("stubbed");

            door.wireMock().resetAll();
            assertThat(client.listClusters().clusters()).isEmpty();
            door.wireMock().verify(1, getRequestedFor(urlEqualTo("/clusters")));
            door.wireMock().resetMappings();
            door.wireMock().resetToDefaultMappings();
            door.wireMock().getStubMappings().forEach(door.wireMock()::removeStub);
            assertThat(client.listClusters().clusters()).isEmpty();
        }
    }

    @Test
    void motosReset_forgetsStateCallsAndFaults() throws Exception {
        HttpDoor door = aws.serve();
        aws.ec2Client().createVpc(r -> r.cidrBlock("10.0.0.0/16"));
        aws.faults().on("ListClusters").always().throttle();

        assertThat(post(door.url().resolve("/moto-api/reset"))).isEqualTo("200 {\"status\": \"ok\"}");
        assertThat(aws.inventory()).isEqualTo(FakeAws.create().inventory());
        assertThat(aws.calls().count()).isZero();
        try (EksClient client = client(door, UrlConnectionHttpClient.create())) {
            assertThat(client.listClusters().clusters()).isEmpty();
        }
        assertThat(post(door.url().resolve("/moto-api/other"))).startsWith("403");
    }

    @Test
    void refusal_isWrittenAsJson10_toAClientThatSpeaksIt() throws Exception {
        HttpDoor door = aws.serve();
        var response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(door.url())
                                .header("Content-Type", "application/x-amz-json-1.0")
                                .header("X-Amz-Target", "AmazonSSM.NoSuchThing")
                                .header(
                                        "Authorization",
                                        "AWS4-HMAC-SHA256 Credential=AKIATEST/20261122/us-east-1/ssm/aws4_request")
                                .POST(BodyPublishers.ofString("{}"))
                                .build(),
                        BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/x-amz-json-1.0");
        assertThat(response.body()).contains("UnknownOperationException", "NoSuchThing");
    }

    private static String post(URI uri) throws IOException, InterruptedException {
        var response = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).POST(BodyPublishers.noBody()).build(), BodyHandlers.ofString());
        return response.statusCode() + " " + response.body();
    }

    private EksClient client(HttpDoor door, SdkHttpClient http) {
        return EksClient.builder()
                .region(Region.US_EAST_1)
                .credentialsProvider(aws.credentials())
                .endpointOverride(door.url())
                .httpClient(http)
                .overrideConfiguration(settings -> settings.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build();
    }

    private static TrustManagerFactory trustIn(String pem) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setCertificateEntry(
                "authority",
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8))));
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory;
    }
}
