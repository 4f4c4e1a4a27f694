package dev.eksdsl.testing.eks;

import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.services.eks.model.Addon;
import software.amazon.awssdk.services.eks.model.AddonHealth;
import software.amazon.awssdk.services.eks.model.AddonIssue;
import software.amazon.awssdk.services.eks.model.AddonIssueCode;
import software.amazon.awssdk.services.eks.model.AddonStatus;

/** One add-on of a cluster, and its updates. */
final class AddonState {

    final ClusterState cluster;
    final AddonCatalogue.Entry entry;
    final UpdateLog updates = new UpdateLog();

    private final NodeTroubles troubles;
    private Addon stored;

    AddonState(ClusterState cluster, AddonCatalogue.Entry entry, NodeTroubles troubles, Addon stored) {
        this.troubles = troubles;
        this.cluster = cluster;
        this.entry = entry;
        this.stored = stored;
    }

    /**
     * The add-on as DescribeAddon shows it: one that is installed and has a Deployment is DEGRADED as long as its pods find
     * no node.
     */
    Addon described() {
        AddonIssue trouble = troubles.of(this);
        if (stored.status() == AddonStatus.ACTIVE && trouble != null) {
            return degraded(trouble);
        }
        if (stored.status() != AddonStatus.ACTIVE || cluster.kubernetes().addonHealthy(stored.addonName())) {
            return stored;
        }
        AddonIssue issue = AddonIssue.builder()
                .code(AddonIssueCode.INSUFFICIENT_NUMBER_OF_REPLICAS)
                .message("The add-on is unhealthy because it doesn't have the desired number of replicas.")
                .build();
        return degraded(issue);
    }

    private Addon degraded(AddonIssue issue) {
        return stored.copy(copy -> copy.status(AddonStatus.DEGRADED)
                .health(AddonHealth.builder().issues(issue).build()));
    }

    void change(Consumer<Addon.Builder> change) {
        stored = stored.copy(change);
    }

    String name() {
        return stored.addonName();
    }

    /** What EKS itself knows: it never is DEGRADED here. */
    boolean is(AddonStatus status) {
        return stored.status() == status;
    }

    /** The modelled members of an error about this add-on. */
    Map<String, Object> where() {
        return Map.of("clusterName", cluster.name(), "addonName", name());
    }
}
