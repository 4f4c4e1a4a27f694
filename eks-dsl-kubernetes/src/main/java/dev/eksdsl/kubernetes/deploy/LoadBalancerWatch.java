package dev.eksdsl.kubernetes.deploy;

import dev.eksdsl.time.Timeline;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Waits for the address of a Service's load balancer. */
final class LoadBalancerWatch {

    private static final Duration EVERY = Duration.ofSeconds(5);

    private final KubernetesClient client;
    private final String namespace;
    private final String name;
    private LoadBalancerDiagnosis last = new LoadBalancerDiagnosis(Optional.empty(), List.of(), false);

    LoadBalancerWatch(KubernetesClient client, Service service) {
        this.client = client;
        this.namespace =
                Optional.ofNullable(service.getMetadata().getNamespace()).orElse(client.getNamespace());
        this.name = service.getMetadata().getName();
    }

    String await(Timeline timeline, Duration timeout) {
        return Polling.until(
                "follow Service " + namespace + "/" + name,
                timeline,
                EVERY,
                timeout,
                this::look,
                trouble -> failed("has no address after " + timeout.toSeconds() + " s", trouble));
    }

    private Optional<String> look() {
        Service service =
                client.services().inNamespace(namespace).withName(name).get();
        if (service == null) {
            throw new WorkloadException("there is no Service " + namespace + "/" + name + " → apply it first", null);
        }
        if (!"LoadBalancer".equals(service.getSpec().getType())) {
            throw new WorkloadException(
                    "Service " + namespace + "/" + name + " is of type "
                            + service.getSpec().getType()
                            + " and never gets a load balancer → declare it with .nlb(...)",
                    null);
        }
        last = LoadBalancerDiagnosis.of(
                service,
                client.v1()
                        .events()
                        .inNamespace(namespace)
                        .withField("involvedObject.kind", "Service")
                        .list()
                        .getItems());
        if (last.address().isEmpty() && last.pastHope()) {
            throw failed("is not getting an address", null);
        }
        return last.address();
    }

    private WorkloadException failed(String how, @Nullable KubernetesClientException trouble) {
        String reasons = last.complaints().isEmpty()
                ? ": no controller has said anything about it"
                : last.complaints().stream().map(c -> "\n  " + c).reduce(":", String::concat);
        return new WorkloadException(
                "load balancer of Service " + namespace + "/" + name + " " + how + reasons
                        + (trouble == null ? "" : "\n  the last look failed: " + trouble.getMessage())
                        + (last.complaints().isEmpty() ? " → " : "\n  → ") + last.fix(),
                trouble);
    }
}
