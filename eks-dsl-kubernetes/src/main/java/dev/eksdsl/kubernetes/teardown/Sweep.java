package dev.eksdsl.kubernetes.teardown;

import dev.eksdsl.resource.workload.WorkloadsState;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;

/** One look at a cluster: what holds resources of AWS, and what to delete of it now. */
final class Sweep {

    private final KubernetesClient client;
    private final Listing listing;

    Sweep(KubernetesClient client) {
        this.client = client;
        this.listing = new Listing(client);
    }

    /** What is there. */
    WorkloadsState find() {
        return state(held());
    }

    /** What is there; then asks for the deletion of all that is to go, of what goes last only once it is alone. */
    WorkloadsState release() {
        List<Held> held = held();
        boolean lastToo = held.stream().noneMatch(Held::precedes);
        for (Held each : held) {
            if ((lastToo || !each.last()) && !each.workload().leaving()) {
                each.object().ifPresent(this::delete);
            }
        }
        return state(held);
    }

    private List<Held> held() {
        Controllers controllers = new Controllers(listing);
        List<Held> held = new ArrayList<>(new LoadBalancers(listing, controllers).find());
        held.addAll(new Volumes(listing, controllers, new Consumers(client, listing)).find());
        held.addAll(new KarpenterNodes(listing, controllers).find());
        held.addAll(new Budgets(listing).find());
        return held;
    }

    private WorkloadsState state(List<Held> held) {
        return new WorkloadsState(held.stream().map(Held::workload).toList(), listing.unseen());
    }

    /** What it owns goes in the background. */
    private void delete(HasMetadata object) {
        client.resource(object)
                .withPropagationPolicy(DeletionPropagation.BACKGROUND)
                .delete();
    }
}
