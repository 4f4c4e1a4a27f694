package dev.eksdsl.kubernetes.teardown;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which controllers run in the cluster, of those that delete what objects hold in AWS. */
final class Controllers {

    /** The label by which Helm charts and add-ons name what they install. */
    private static final String NAME = "app.kubernetes.io/name";

    /**
     * Who deletes what an object holds.
     *
     * @param name empty for a controller of AWS's own, outside the cluster's nodes
     */
    record Server(String name, boolean runs) {

        static final Server AWS = new Server("", true);
    }

    private final Listing listing;
    private @Nullable List<Deployment> deployments;

    Controllers(Listing listing) {
        this.listing = listing;
    }

    /** A controller that runs in the cluster under this name. Whoever may not see Deployments is told that it runs. */
    Server named(String name) {
        List<Deployment> all = deployments();
        boolean unknown = all.isEmpty() && !listing.unseen().isEmpty();
        return new Server(name, unknown || all.stream().anyMatch(each -> isCalled(each, name) && isReady(each)));
    }

    private List<Deployment> deployments() {
        if (deployments == null) {
            deployments = listing.all(Deployment.class);
        }
        return deployments;
    }

    private static boolean isCalled(Deployment deployment, String name) {
        Map<String, String> labels =
                Optional.ofNullable(deployment.getMetadata().getLabels()).orElse(Map.of());
        return name.equals(deployment.getMetadata().getName()) || name.equals(labels.get(NAME));
    }

    private static boolean isReady(Deployment deployment) {
        return deployment.getStatus() != null
                && deployment.getStatus().getReadyReplicas() != null
                && deployment.getStatus().getReadyReplicas() > 0;
    }
}
