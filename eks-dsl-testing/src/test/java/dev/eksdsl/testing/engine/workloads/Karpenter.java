package dev.eksdsl.testing.engine.workloads;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What Karpenter does when its objects are deleted: it lets them go once their instances have ended. */
final class Karpenter {

    private static final Duration EVERY = Duration.ofSeconds(5);

    private final Shop shop;
    private final List<String> terminated = new ArrayList<>();
    private int services = -1;

    Karpenter(Shop shop) {
        this.shop = shop;
    }

    /** Looks at its objects every few seconds, until all of its own are gone. */
    void watch() {
        shop.eks.timeline().schedule(EVERY, this::look);
    }

    private void look() {
        try (KubernetesClient client = shop.client()) {
            for (String kind : List.of("NodePool", "NodeClaim")) {
                client.genericKubernetesResources("karpenter.sh/v1", kind).list().getItems().stream()
                        .filter(GenericKubernetesResource::isMarkedForDeletion)
                        .forEach(object -> letGo(client, object));
            }
        }
        if (terminated.size() < 2) {
            watch();
        }
    }

    private void letGo(KubernetesClient client, GenericKubernetesResource object) {
        services = (int) client.services().inNamespace("shop").list().getItems().stream()
                .filter(service -> service.getSpec().getType().equals("LoadBalancer"))
                .count();
        terminated.add(object.getMetadata().getName());
        client.resource(object).edit(present -> {
            present.getMetadata().setFinalizers(List.of());
            return present;
        });
    }

    /** The names of the objects that it has let go, in order. */
    List<String> terminated() {
        return terminated;
    }

    /** How many Services still had load balancers when the last of its objects went. */
    int servicesThen() {
        return services;
    }
}
