package dev.eksdsl.testing.kubernetes.door;

import dev.eksdsl.testing.kubernetes.api.KubernetesApi;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Which cluster's API is behind which host name. Thread-safe. */
public final class ClusterAddresses {

    private final Map<String, KubernetesApi> apis = new ConcurrentHashMap<>();

    /** @param host the host name, without scheme and port; case does not matter */
    public void add(String host, KubernetesApi api) {
        apis.put(host.toLowerCase(Locale.ROOT), api);
    }

    public void remove(String host) {
        apis.remove(host.toLowerCase(Locale.ROOT));
    }

    Optional<KubernetesApi> at(String host) {
        return Optional.ofNullable(apis.get(host.toLowerCase(Locale.ROOT)));
    }
}
