package dev.eksdsl.testing.eks;

import dev.eksdsl.testing.kubernetes.KubernetesCluster;
import dev.eksdsl.testing.server.Caller;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.model.Cluster;
import software.amazon.awssdk.services.eks.model.ClusterStatus;
import software.amazon.awssdk.services.eks.model.FargateProfile;
import software.amazon.awssdk.services.eks.model.OidcIdentityProviderConfig;
import software.amazon.awssdk.services.eks.model.PodIdentityAssociation;

/** One cluster and all that belongs to it. */
final class ClusterState {

    /** Who created it: its account and region are those of everything in the cluster. */
    final Caller creator;

    /** The 32 hexadecimal digits of endpoint and issuer. */
    final String id;

    final boolean selfManagedAddons;
    final UpdateLog updates = new UpdateLog();
    final Map<String, NodegroupState> nodegroups = new TreeMap<>();
    final Map<String, FargateProfile> fargateProfiles = new TreeMap<>();
    final Map<String, AddonState> addons = new TreeMap<>();
    final Map<String, AccessEntryState> accessEntries = new TreeMap<>();
    final Map<String, PodIdentityAssociation> podIdentityAssociations = new TreeMap<>();

    /** The versions of add-ons whose workloads run without being managed by EKS, such as those that a new cluster gets. */
    final Map<String, String> selfManagedVersions = new TreeMap<>();

    /** The names of these add-ons. */
    final Set<String> selfManaged = selfManagedVersions.keySet();

    final Map<String, CapabilityState> capabilities = new TreeMap<>();
    final InsightLog insights = new InsightLog();

    /** The identity provider that is associated with the cluster; null if there is none. */
    @Nullable
    OidcIdentityProviderConfig identityProvider;

    final List<String> interfaceIds = new ArrayList<>();

    /** When the control plane last went up a version, and from which; null if it never did. */
    @Nullable
    Instant upgradedAt;

    @Nullable
    String upgradedFrom;

    private Cluster described;
    private @Nullable KubernetesCluster kubernetes;
    private boolean gone;

    ClusterState(Caller creator, String id, boolean selfManagedAddons, Cluster described) {
        this.creator = creator;
        this.id = id;
        this.selfManagedAddons = selfManagedAddons;
        this.described = described;
    }

    /** The cluster as DescribeCluster shows it. */
    Cluster described() {
        return described;
    }

    void change(Consumer<Cluster.Builder> change) {
        described = described.copy(change);
    }

    String name() {
        return described.name();
    }

    String version() {
        return described.version();
    }

    String vpcId() {
        return described.resourcesVpcConfig().vpcId();
    }

    boolean is(ClusterStatus status) {
        return described.status() == status;
    }

    /** The modelled members of an error about this cluster. */
    Map<String, Object> where() {
        return Map.of("clusterName", name());
    }

    /** The Kubernetes side. */
    KubernetesCluster kubernetes() {
        if (kubernetes == null) {
            throw new IllegalStateException("cluster " + name() + " has no Kubernetes API before it is ACTIVE");
        }
        return kubernetes;
    }

    void kubernetes(KubernetesCluster started) {
        this.kubernetes = started;
    }

    boolean hasKubernetes() {
        return kubernetes != null;
    }

    /** Whether the cluster has been deleted, or forgotten with all state: nothing may happen to it any more. */
    boolean isGone() {
        return gone;
    }

    void close() {
        gone = true;
        if (kubernetes != null) {
            kubernetes.close();
            kubernetes = null;
        }
    }

    /** Refuses unless the cluster is ACTIVE. */
    void requireActive() {
        if (!is(ClusterStatus.ACTIVE)) {
            throw Refusals.invalidRequest(where(), "Cluster '" + name() + "' is not in ACTIVE status");
        }
    }

    /** Refuses while the cluster is not yet, or no more, in use; it may be updating. */
    void requireInUse() {
        if (!is(ClusterStatus.UPDATING)) {
            requireActive();
        }
    }

    /** Refuses while an update of the cluster itself is under way. */
    void requireNoUpdate(String operation) {
        updates.running().ifPresent(update -> {
            throw Refusals.inUse(
                    where(),
                    "Cannot " + operation + " because cluster " + name() + " currently has update " + update.id()
                            + " in progress");
        });
    }
}
