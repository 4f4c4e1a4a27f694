package dev.eksdsl.testing.kubernetes.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eksdsl.testing.kubernetes.api.KubernetesApi;
import dev.eksdsl.testing.tls.CertificateAuthority;
import dev.eksdsl.testing.wire.WireRequest;
import dev.eksdsl.time.VirtualTimeline;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Watches through the doors, with an API that says what the test wants. */
class WatchTest {

    private final VirtualTimeline time = new VirtualTimeline(Instant.parse("2026-11-22T10:00:00Z"));
    private final ClientTime clientTime = new ClientTime(time);
    private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    private final CountDownLatch clientGone = new CountDownLatch(1);
    private @Nullable HttpsDoor door;

    /** Sends an event for a node ten virtual minutes after the watch began, and one after two more hours. */
    private final class Api implements KubernetesApi {
        @Override
        public void handle(WireRequest request, Answer answer) {
            answer.begin(200, Map.of("Content-Type", "application/json"));
            if (!request.query().contains("watch=true")) {
                answer.write("{\"kind\":\"NodeList\",\"apiVersion\":\"v1\",\"metadata\":{},\"items\":[]}"
                        .getBytes(StandardCharsets.UTF_8));
                answer.end();
                return;
            }
            answer.onClosed(clientGone::countDown);
            answer.write(event("first"));
            time.schedule(Duration.ofMinutes(10), () -> answer.write(event("second")));
            time.schedule(Duration.ofHours(2), () -> answer.write(event("too late")));
        }

        private byte[] event(String node) {
            return ("{\"type\":\"ADDED\",\"object\":{\"kind\":\"Node\",\"apiVersion\":\"v1\",\"metadata\":{\"name\":\""
                            + node + "\",\"resourceVersion\":\"1\"}}}\n")
                    .getBytes(StandardCharsets.UTF_8);
        }
    }

    private final class Recorder implements Watcher<Node> {
        @Override
        public void eventReceived(Action action, Node node) {
            seen.add(node.getMetadata().getName());
        }

        @Override
        public void onClose(WatcherException cause) {}
    }

    @AfterEach
    void closeDoor() {
        if (door != null) {
            door.close();
        }
    }

    private String next() throws InterruptedException {
        return seen.poll(10, TimeUnit.SECONDS);
    }

    private KubernetesClient connect(boolean served) {
        if (served) {
            door = HttpsDoor.open(new Api(), clientTime, CertificateAuthority.ofClusters());
            byte[] pem = CertificateAuthority.ofClusters().pem().getBytes(StandardCharsets.UTF_8);
            return new KubernetesClientBuilder()
                    .withConfig(new ConfigBuilder(Config.empty())
                            .withMasterUrl(door.endpoint())
                            .withCaCertData(Base64.getEncoder().encodeToString(pem))
                            .build())
                    .build();
        }
        ClusterAddresses addresses = new ClusterAddresses();
        addresses.add("cluster.example", new Api());
        return new KubernetesClientBuilder()
                .withHttpClientFactory(new InMemoryHttpClientFactory(addresses, clientTime))
                .withConfig(new ConfigBuilder(Config.empty())
                        .withMasterUrl("https://cluster.example")
                        .build())
                .build();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void openWatch_letsVirtualTimePass_butNotMoreThanAnHour(boolean served) throws InterruptedException {
        try (KubernetesClient client = connect(served);
                Watch watch = client.nodes().watch(new Recorder())) {
            assertThat(watch).isNotNull();
            assertThat(next()).isEqualTo("first");
            assertThat(next()).isEqualTo("second");
            assertThat(seen.poll(500, TimeUnit.MILLISECONDS)).isNull();
            assertThat(time.elapsed()).isBetween(Duration.ofMinutes(10), Duration.ofHours(1));
        }
    }

    @Test
    void watchThatTheClientCloses_isClosedAtTheApiToo_andTimeStands() throws InterruptedException {
        try (KubernetesClient client = connect(false)) {
            client.nodes().watch(new Recorder()).close();

            assertThat(clientGone.await(10, TimeUnit.SECONDS)).isTrue();
        }
        Duration elapsed = time.elapsed();
        assertThat(seen.poll(50, TimeUnit.MILLISECONDS)).isIn("first", null);
        assertThat(time.elapsed()).isEqualTo(elapsed);
    }

    @Test
    void plainRequest_lastsFiftyVirtualMilliseconds() {
        try (KubernetesClient client = connect(false)) {
            client.nodes().list();
        }

        assertThat(time.elapsed()).isEqualTo(Duration.ofMillis(50));
    }

    @Test
    void requestFromWithinAnAction_lastsNoTime() {
        try (KubernetesClient client = connect(false)) {
            time.execute(() -> client.nodes().list());
            time.advance(Duration.ZERO);
        }

        assertThat(time.elapsed()).isZero();
    }

    @Test
    void hostThatIsNoCluster_isUnknown() {
        try (KubernetesClient client = new KubernetesClientBuilder()
                .withHttpClientFactory(new InMemoryHttpClientFactory(new ClusterAddresses(), clientTime))
                .withConfig(new ConfigBuilder(Config.empty())
                        .withMasterUrl("https://elsewhere.example")
                        .withRequestRetryBackoffLimit(0)
                        .build())
                .build()) {
            assertThatThrownBy(() -> client.nodes().list()).hasRootCauseInstanceOf(UnknownHostException.class);
        }
    }
}
