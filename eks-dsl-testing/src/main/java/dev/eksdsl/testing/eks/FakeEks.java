package dev.eksdsl.testing.eks;

import dev.eksdsl.testing.ec2.CloudNetwork;
import dev.eksdsl.testing.iam.Roles;
import dev.eksdsl.testing.kubernetes.KubernetesCluster;
import dev.eksdsl.testing.server.FakeService;
import dev.eksdsl.testing.server.InventoryItem;
import dev.eksdsl.testing.server.World;
import java.util.List;

/**
 * The fake's EKS: clusters, node groups, Fargate profiles, add-ons, access entries and pod identity associations, each with
 * EKS's rules and refusals, and with lifecycles that take their time on the world's timeline. State is kept by account and
 * region.
 *
 * <p>Rules and texts follow the EKS API reference, the EKS user guide and refusals quoted in public.
 */
public final class FakeEks implements FakeService {

    /** What can be made to fail. */
    public enum Lifecycle {
        CLUSTER_CREATE,
        CLUSTER_UPDATE,
        NODEGROUP_CREATE,
        NODEGROUP_UPDATE,
        NODEGROUP_DELETE,
        FARGATE_PROFILE_CREATE,
        FARGATE_PROFILE_DELETE,
        ADDON_CREATE,
        ADDON_UPDATE,
        ADDON_DELETE
    }

    private final Surroundings eks;

    /**
     * @param network tells of subnets and security groups, and makes what EKS makes in a VPC
     * @param roles tells of roles
     * @param kubernetes makes the Kubernetes side of each cluster
     */
    public FakeEks(World world, CloudNetwork network, Roles roles, KubernetesCluster.Factory kubernetes) {
        this.eks = new Surroundings(world, network, roles, kubernetes, new Places(), new Failures());
    }

    @Override
    public String signingName() {
        return "eks";
    }

    @Override
    public void register(Operations operations) {
        AccessEntries access = new AccessEntries(eks);
        AddonCatalogue catalogue = AddonCatalogue.aws();
        new ClusterVersions(eks).register(operations);
        new Clusters(eks, access, catalogue).register(operations);
        new ClusterUpdates(eks).register(operations);
        new Nodegroups(eks, access).register(operations);
        new FargateProfiles(eks, access).register(operations);
        new Addons(eks, catalogue).register(operations);
        new AddonVersions(catalogue).register(operations);
        new Updates(eks).register(operations);
        access.register(operations);
        new AccessPolicies(eks, access).register(operations);
        new PodIdentityAssociations(eks).register(operations);
        new Tagging(eks).register(operations);
    }

    @Override
    public void reset() {
        eks.places().clear();
        eks.failures().clear();
    }

    /**
     * Orders a failure: the next resource or update of the kind that would come to a good end fails instead. Orders queue
     * up.
     *
     * @param code EKS's code of the issue or error, such as {@code NodeCreationFailure} or {@code
     *     AsgInstanceLaunchFailures}
     * @param message the text that goes with it
     */
    public FakeEks failNext(Lifecycle lifecycle, String code, String message) {
        return eks.world().locked(() -> {
            eks.failures().order(lifecycle, new Failures.Failure(code, message));
            return this;
        });
    }

    /** All that exists, in all accounts and regions, sorted. */
    public List<InventoryItem> inventory() {
        return eks.world().locked(() -> Inventory.of(eks.places()));
    }
}
