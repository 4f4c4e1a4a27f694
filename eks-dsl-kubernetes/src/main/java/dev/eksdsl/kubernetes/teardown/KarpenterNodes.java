package dev.eksdsl.kubernetes.teardown;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Karpenter's nodes, whose instances are in no node group. They go last, for controllers may run on them, and by Karpenter: it
 * drains each and terminates its instance (karpenter.sh, "Disruption", "Termination Controller"). Pools before claims, so that no
 * new ones come. Those of Auto Mode go with the cluster.
 */
record KarpenterNodes(Listing listing, Controllers controllers) {

    private static final String API = "karpenter.sh/v1";
    private static final String AUTO_MODE = "eks.amazonaws.com";

    List<Held> find() {
        List<GenericKubernetesResource> objects = new ArrayList<>();
        listing.custom(API, "NodePool").stream()
                .filter(pool -> !AUTO_MODE.equals(text(pool, "spec", "template", "spec", "nodeClassRef", "group")))
                .forEach(objects::add);
        listing.custom(API, "NodeClaim").stream()
                .filter(claim -> !AUTO_MODE.equals(text(claim, "spec", "nodeClassRef", "group")))
                .forEach(objects::add);
        return objects.stream()
                .map(object -> Held.released(
                                object, text(object, "status", "providerID"), controllers.named("karpenter"))
                        .asLast())
                .toList();
    }

    private static String text(GenericKubernetesResource object, Object... path) {
        return Objects.toString(object.get(path), "");
    }
}
