package dev.eksdsl.testing.eks;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.autoscaling.AutoScalingGroups;
import dev.eksdsl.testing.ec2.CloudNetwork;
import dev.eksdsl.testing.iam.Roles;
import dev.eksdsl.testing.kms.Keys;
import dev.eksdsl.testing.kubernetes.KubernetesCluster;
import dev.eksdsl.testing.logs.LogSink;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.Deed;
import dev.eksdsl.testing.server.FakeService;
import dev.eksdsl.testing.server.InventoryItem;
import dev.eksdsl.testing.server.TaggedResource;
import dev.eksdsl.testing.server.World;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.model.AddonIssue;
import software.amazon.awssdk.services.eks.model.PodIdentityAssociation;

/**
 * The fake's EKS: every operation of its API. Clusters, node groups, Fargate profiles, add-ons, capabilities, access
 * entries, pod identity associations, identity providers, insights, registered clusters and subscriptions, each with EKS's
 * rules and refusals, and with lifecycles that take their time on the world's timeline. State is kept by account and
 * region.
 *
 * <p>Rules and texts follow the EKS API reference, the EKS user guide and refusals quoted in public.
 */
public final class FakeEks implements FakeService, PodIdentities {

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
        ADDON_DELETE,
        CAPABILITY_CREATE,
        CAPABILITY_UPDATE,
        CAPABILITY_DELETE
    }

    private static final String FAILURE = "eks-failure";
    private static final String JOINING = "eks-nodes-joining";
    private static final String ADDON = "eks-addon-trouble";

    private final Surroundings eks;
    private final Tagging tagging;

    /**
     * @param network tells of subnets and security groups, and makes what EKS makes in a VPC
     * @param groups keeps the instances of node groups
     * @param roles tells of roles
     * @param kubernetes makes the Kubernetes side of each cluster
     * @param logs where control planes log to
     * @param keys tells of the keys that clusters encrypt with
     */
    public FakeEks(
            World world,
            CloudNetwork network,
            AutoScalingGroups groups,
            Roles roles,
            KubernetesCluster.Factory kubernetes,
            LogSink logs,
            Keys keys) {
        this.eks = new Surroundings(
                world,
                network,
                groups,
                roles,
                kubernetes,
                logs,
                keys,
                new Places(),
                new Failures(),
                new NodeTroubles());
        this.tagging = new Tagging(eks);
        world.journal()
                .player(
                        FAILURE,
                        deed -> failNext(
                                Lifecycle.valueOf(deed.path("lifecycle").asText()),
                                deed.path("code").asText(),
                                deed.path("message").asText()));
        world.journal()
                .player(
                        JOINING,
                        deed -> letNodesJoin(
                                deed.path("nodegroup").asText(),
                                deed.path("join").asBoolean()));
        world.journal().player(ADDON, this::repeatAddonTrouble);
    }

    private void repeatAddonTrouble(ObjectNode deed) {
        AddonIssue issue = AddonIssue.builder()
                .code(deed.path("code").asText())
                .message(deed.path("message").asText())
                .build();
        addonTrouble(deed.path("cluster").asText(), deed.path("addon").asText(), deed.has("code") ? issue : null);
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
        new IdentityProviders(eks).register(operations);
        new Capabilities(eks, access).register(operations);
        new Insights(eks).register(operations);
        new UpdateCancellation(eks).register(operations);
        new ConnectedClusters(eks).register(operations);
        new Subscriptions(eks).register(operations);
        tagging.register(operations);
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
        ObjectNode deed = JsonNodeFactory.instance.objectNode();
        deed.put("lifecycle", lifecycle.name()).put("code", code).put("message", message);
        eks.world()
                .journal()
                .setting(
                        Deed.of(FAILURE, deed),
                        () -> eks.failures().order(lifecycle, new Failures.Failure(code, message)));
        return this;
    }

    /**
     * Keeps the instances of a node group from joining the cluster, or lets them again. Nodes that have joined stay.
     *
     * @param nodegroup the name of the group, in whatever cluster; it need not exist yet
     */
    public FakeEks letNodesJoin(String nodegroup, boolean join) {
        ObjectNode deed = JsonNodeFactory.instance.objectNode();
        deed.put("nodegroup", nodegroup).put("join", join);
        eks.world()
                .journal()
                .setting(Deed.of(JOINING, deed), () -> eks.troubles().joining(nodegroup, join));
        return this;
    }

    /**
     * Degrades an add-on of this name, in whatever cluster of the name, or heals it.
     *
     * @param issue what DescribeAddon tells; null heals
     */
    public FakeEks addonTrouble(String cluster, String addon, @Nullable AddonIssue issue) {
        ObjectNode deed = JsonNodeFactory.instance.objectNode();
        deed.put("cluster", cluster).put("addon", addon);
        if (issue != null) {
            deed.put("code", issue.codeAsString()).put("message", issue.message());
        }
        eks.world().journal().setting(Deed.of(ADDON, deed), () -> eks.troubles().degrade(cluster + "/" + addon, issue));
        return this;
    }

    @Override
    public List<TaggedResource> tagged(Caller caller) {
        return tagging.all(caller);
    }

    @Override
    public boolean retag(Caller caller, String arn, Map<String, String> set, Set<String> removed) {
        return tagging.retag(caller, arn, set, removed);
    }

    /** All that exists, in all accounts and regions, sorted. */
    @Override
    public List<InventoryItem> inventory() {
        return eks.world().locked(() -> Inventory.of(eks.places()));
    }

    @Override
    public Optional<String> issuer(Caller caller, String clusterName) {
        return Optional.ofNullable(eks.places().of(caller).clusters.get(clusterName))
                .map(cluster -> cluster.described().identity())
                .map(identity -> identity.oidc().issuer());
    }

    @Override
    public Optional<PodIdentityAssociation> association(
            Caller caller, String clusterName, String namespace, String serviceAccount) {
        return Optional.ofNullable(eks.places().of(caller).clusters.get(clusterName)).stream()
                .flatMap(cluster -> cluster.podIdentityAssociations.values().stream())
                .filter(association -> association.namespace().equals(namespace))
                .filter(association -> association.serviceAccount().equals(serviceAccount))
                .findFirst();
    }
}
