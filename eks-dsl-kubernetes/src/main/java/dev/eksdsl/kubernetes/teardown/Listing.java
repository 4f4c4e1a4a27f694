package dev.eksdsl.kubernetes.teardown;

import io.fabric8.kubernetes.api.model.APIResourceList;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Lists objects in all namespaces; remembers what the caller may not list. For one look, not thread-safe. */
final class Listing {

    private final KubernetesClient client;
    private final Set<String> unseen = new TreeSet<>();

    Listing(KubernetesClient client) {
        this.client = client;
    }

    <T extends HasMetadata> List<T> all(Class<T> type) {
        return unlessForbidden(
                HasMetadata.getPlural(type),
                () -> client.resources(type).inAnyNamespace().list().getItems());
    }

    /** The objects of a custom kind; none where the cluster does not know it. */
    List<GenericKubernetesResource> custom(String apiVersion, String kind) {
        APIResourceList known = client.getApiResources(apiVersion);
        if (known == null || known.getResources().stream().noneMatch(r -> kind.equals(r.getKind()))) {
            return List.of();
        }
        return unlessForbidden(
                kind,
                () -> client.genericKubernetesResources(apiVersion, kind)
                        .inAnyNamespace()
                        .list()
                        .getItems());
    }

    private <T> List<T> unlessForbidden(String what, Supplier<List<T>> list) {
        try {
            return list.get();
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_FORBIDDEN) {
                throw e;
            }
            unseen.add(what);
            return List.of();
        }
    }

    /** What the caller may not list, of what was asked for so far. */
    List<String> unseen() {
        return List.copyOf(unseen);
    }
}
