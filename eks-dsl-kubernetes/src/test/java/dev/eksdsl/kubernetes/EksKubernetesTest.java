package dev.eksdsl.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.eksdsl.Eks;
import dev.eksdsl.EksSession;
import dev.eksdsl.time.VirtualTimeline;
import io.fabric8.kubernetes.api.model.NamespaceListBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;

class EksKubernetesTest {

    private final VirtualTimeline time = new VirtualTimeline(Instant.parse("2026-01-02T03:04:05Z"));
    private final List<String> tokens = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger refusals = new AtomicInteger();
    private final AtomicInteger clientsMade = new AtomicInteger();
    private HttpServer kubernetes;
    private EksSession eks;

    @BeforeEach
    void start() throws IOException {
        kubernetes = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        kubernetes.createContext("/", this::answer);
        kubernetes.start();
        eks = Eks.connect(aws -> aws.region("us-east-1")
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("AKID", "secret")))
                .timeline(time)
                .httpClient(new DescribingEks(
                        "http://127.0.0.1:" + kubernetes.getAddress().getPort())));
    }

    @AfterEach
    void stop() {
        eks.close();
        kubernetes.stop(0);
    }

    @Test
    void manyCallsInTenMinutes_shareOneToken() {
        try (KubernetesClient client = EksKubernetes.client(eks, "production")) {
            client.namespaces().list();
            client.namespaces().list();
            assertThat(tokens).hasSize(2).allMatch(token -> token.startsWith("Bearer k8s-aws-v1."));
            assertThat(tokens.get(0)).isEqualTo(tokens.get(1));

            time.advance(Duration.ofMinutes(10));
            client.namespaces().list();
            assertThat(tokens.get(2)).isNotEqualTo(tokens.get(0));
        }
    }

    @Test
    void tokenIsRefused_callIsMadeOnceMoreWithANewOne() {
        try (KubernetesClient client = EksKubernetes.client(eks, "production")) {
            client.namespaces().list();
            time.advance(Duration.ofSeconds(1));
            refusals.set(1);

            assertThat(client.namespaces().list().getItems()).isEmpty();

            assertThat(tokens).hasSize(3);
            assertThat(tokens.get(1)).isEqualTo(tokens.get(0));
            assertThat(tokens.get(2)).isNotEqualTo(tokens.get(1));
        }
    }

    @Test
    void settingsOfOnesOwn_areTaken() {
        try (KubernetesClient client = EksKubernetes.client(eks, "production", config -> config.withNamespace("api"))) {
            assertThat(client.getNamespace()).isEqualTo("api");
            assertThat(client.getConfiguration().getUserAgent()).isEqualTo("eks-dsl");
        }
    }

    @Test
    void httpClientIsAPartOfTheSession_isUsed() {
        try (EksSession other = Eks.connect(aws -> aws.region("us-east-1")
                        .credentialsProvider(
                                StaticCredentialsProvider.create(AwsBasicCredentials.create("AKID", "secret")))
                        .httpClient(new DescribingEks(
                                "http://127.0.0.1:" + kubernetes.getAddress().getPort()))
                        .part(HttpClient.Factory.class, new CountingFactory()));
                KubernetesClient client = EksKubernetes.client(other, "production")) {
            client.namespaces().list();
        }
        assertThat(clientsMade).hasValue(1);
    }

    @Test
    void openClient_keepsNoProcessAlive() {
        try (KubernetesClient client = EksKubernetes.client(eks, "production")) {
            Thread[] before = threads();
            client.namespaces().list();

            assertThat(threads())
                    .filteredOn(thread -> !List.of(before).contains(thread))
                    .filteredOn(thread -> !thread.getName().startsWith("HTTP-Dispatcher"))
                    .allMatch(Thread::isDaemon);
        }
    }

    @Test
    void kubeconfig_namesTheClustersArn() {
        assertThat(EksKubernetes.kubeconfig(eks, "production").contextName())
                .isEqualTo("arn:aws:eks:us-east-1:123456789012:cluster/production");
    }

    private static Thread[] threads() {
        return Thread.getAllStackTraces().keySet().toArray(Thread[]::new);
    }

    private void answer(HttpExchange exchange) throws IOException {
        tokens.add(exchange.getRequestHeaders().getFirst("Authorization"));
        boolean refused = refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
        byte[] body = Serialization.asJson(new NamespaceListBuilder().build()).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(refused ? 401 : 200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private final class CountingFactory extends JdkHttpClientFactory {
        @Override
        protected java.net.http.HttpClient.Builder createNewHttpClientBuilder() {
            clientsMade.incrementAndGet();
            return super.createNewHttpClientBuilder();
        }
    }

    /** AWS, as far as it answers DescribeCluster. */
    private record DescribingEks(String endpoint) implements SdkHttpClient {

        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            String body = """
                    {"cluster": {"name": "production", "status": "ACTIVE", "endpoint": "%s",
                      "arn": "arn:aws:eks:us-east-1:123456789012:cluster/production",
                      "certificateAuthority": {"data": "%s"}}}
                    """.formatted(endpoint, authority());
            return new ExecutableHttpRequest() {
                @Override
                public HttpExecuteResponse call() {
                    return HttpExecuteResponse.builder()
                            .response(SdkHttpResponse.builder().statusCode(200).build())
                            .responseBody(AbortableInputStream.create(
                                    new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8))))
                            .build();
                }

                @Override
                public void abort() {}
            };
        }

        @Override
        public void close() {}

        private static String authority() {
            try (InputStream pem = EksKubernetesTest.class.getResourceAsStream("ca.pem")) {
                return Base64.getEncoder().encodeToString(pem.readAllBytes());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
