package dev.eksdsl.testing.kubernetes.door;

import io.fabric8.kubernetes.client.http.HttpClient;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Gives Fabric8's client an HTTP client that reaches the fake's clusters without a socket, by the host name of their
 * endpoints; other hosts are unknown to it:
 *
 * <pre>{@code
 * new KubernetesClientBuilder()
 *         .withHttpClientFactory(factory)
 *         .withConfig(config)
 *         .build();
 * }</pre>
 *
 * <p>Time-outs of Fabric8's waiting methods count real time; the virtual time that passes meanwhile is up to {@link
 * ClientTime}. Watches go over HTTP: the client's attempt at a WebSocket is answered as a proxy without WebSockets
 * answers, and it falls back. Exec, attach and port forwarding therefore do not work. Thread-safe.
 */
public final class InMemoryHttpClientFactory implements HttpClient.Factory {

    private final ClusterAddresses addresses;
    private final ClientTime time;
    private final ExecutorService deliveries = Executors.newCachedThreadPool(action -> {
        Thread thread = new Thread(action, "eks-kubernetes-watch");
        thread.setDaemon(true);
        return thread;
    });

    public InMemoryHttpClientFactory(ClusterAddresses addresses, ClientTime time) {
        this.addresses = addresses;
        this.time = time;
    }

    @Override
    public HttpClient.Builder newBuilder() {
        return new InMemoryHttpClientBuilder(this);
    }

    /** Before the factories that Fabric8 finds by itself. */
    @Override
    public int priority() {
        return 100;
    }

    ClusterAddresses addresses() {
        return addresses;
    }

    ClientTime time() {
        return time;
    }

    ExecutorService deliveries() {
        return deliveries;
    }
}
