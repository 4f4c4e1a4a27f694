package dev.eksdsl.kubernetes.teardown;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What runs the pods that use claims: the pods' controllers, as far up as Kubernetes' own kinds go, else the pods. */
record Consumers(KubernetesClient client, Listing listing) {

    /** A kind of someone else's operator is not deleted: nobody knows what would go with it. */
    private static final Set<String> OWN_GROUPS = Set.of("v1", "apps/v1", "batch/v1");

    Collection<HasMetadata> of(List<PersistentVolumeClaim> claims) {
        Map<String, HasMetadata> found = new LinkedHashMap<>();
        if (claims.isEmpty()) {
            return found.values();
        }
        Set<String> names = claims.stream().map(Held::name).collect(Collectors.toSet());
        for (Pod pod : listing.all(Pod.class)) {
            if (pod.getSpec().getVolumes().stream().anyMatch(volume -> uses(pod, volume, names))) {
                HasMetadata top = topOf(pod);
                found.putIfAbsent(top.getKind() + " " + Held.name(top), top);
            }
        }
        return found.values();
    }

    private static boolean uses(Pod pod, Volume volume, Set<String> claims) {
        String namespace = pod.getMetadata().getNamespace() + "/";
        boolean named = volume.getPersistentVolumeClaim() != null
                && claims.contains(namespace + volume.getPersistentVolumeClaim().getClaimName());
        // a generic ephemeral volume's claim is named after pod and volume
        boolean ephemeral = volume.getEphemeral() != null
                && claims.contains(namespace + pod.getMetadata().getName() + "-" + volume.getName());
        return named || ephemeral;
    }

    private HasMetadata topOf(HasMetadata object) {
        return controller(object)
                .flatMap(owner -> find(owner, object.getMetadata().getNamespace()))
                .map(this::topOf)
                .orElse(object);
    }

    private static Optional<OwnerReference> controller(HasMetadata object) {
        return object.getMetadata().getOwnerReferences().stream()
                .filter(owner ->
                        Boolean.TRUE.equals(owner.getController()) && OWN_GROUPS.contains(owner.getApiVersion()))
                .filter(owner -> !owner.getKind().equals("Node"))
                .findFirst();
    }

    private Optional<HasMetadata> find(OwnerReference owner, String namespace) {
        return Optional.ofNullable(client.genericKubernetesResources(owner.getApiVersion(), owner.getKind())
                .inNamespace(namespace)
                .withName(owner.getName())
                .get());
    }
}
