package dev.eksdsl.testing.eks;

import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.services.eks.model.Cluster;
import software.amazon.awssdk.services.eks.model.EksAnywhereSubscription;
import software.amazon.awssdk.services.eks.model.FargateProfile;
import software.amazon.awssdk.services.eks.model.OidcIdentityProviderConfig;
import software.amazon.awssdk.services.eks.model.PodIdentityAssociation;

/** All resources of EKS in one account and region, whatever their kind: what they are called, and their tags. */
final class Resources {

    /**
     * A resource.
     *
     * @param type its kind as it stands in its ARN, such as {@code nodegroup}
     * @param id the name that it has within the account and region
     * @param replace gives it other tags
     */
    record Resource(
            String arn, String type, String id, Map<String, String> tags, Consumer<Map<String, String>> replace) {}

    private Resources() {}

    static Stream<Resource> of(Place place) {
        return Stream.of(
                        place.clusters.values().stream().flatMap(Resources::of),
                        place.connected.values().stream().map(cluster -> connected(place, cluster)),
                        place.subscriptions.values().stream().map(subscription -> subscription(place, subscription)))
                .flatMap(Function.identity());
    }

    private static Stream<Resource> of(ClusterState cluster) {
        return Stream.of(
                        Stream.of(cluster(cluster)),
                        cluster.nodegroups.values().stream().map(group -> nodegroup(cluster, group)),
                        cluster.fargateProfiles.values().stream().map(profile -> fargateProfile(cluster, profile)),
                        cluster.addons.values().stream().map(addon -> addon(cluster, addon)),
                        cluster.capabilities.values().stream().map(capability -> capability(cluster, capability)),
                        Stream.ofNullable(cluster.identityProvider)
                                .map(provider -> identityProvider(cluster, provider)),
                        cluster.accessEntries.values().stream().map(entry -> accessEntry(cluster, entry)),
                        cluster.podIdentityAssociations.values().stream()
                                .map(association -> association(cluster, association)))
                .flatMap(Function.identity());
    }

    private static Resource cluster(ClusterState cluster) {
        Cluster described = cluster.described();
        return new Resource(
                described.arn(),
                "cluster",
                cluster.name(),
                described.tags(),
                tags -> cluster.change(change -> change.tags(tags)));
    }

    private static Resource connected(Place place, Cluster cluster) {
        return new Resource(
                cluster.arn(),
                "cluster",
                cluster.name(),
                cluster.tags(),
                tags -> place.connected.put(cluster.name(), cluster.copy(copy -> copy.tags(tags))));
    }

    private static Resource subscription(Place place, Place.Subscription subscription) {
        EksAnywhereSubscription described = subscription.described();
        return new Resource(
                described.arn(),
                "eks-anywhere-subscription",
                described.id(),
                described.tags(),
                tags -> place.subscriptions.put(described.id(), subscription.with(change -> change.tags(tags))));
    }

    private static Resource nodegroup(ClusterState cluster, NodegroupState group) {
        return new Resource(
                group.described().nodegroupArn(),
                "nodegroup",
                cluster.name() + "/" + group.name(),
                group.described().tags(),
                tags -> group.change(change -> change.tags(tags)));
    }

    private static Resource fargateProfile(ClusterState cluster, FargateProfile profile) {
        return new Resource(
                profile.fargateProfileArn(),
                "fargateprofile",
                cluster.name() + "/" + profile.fargateProfileName(),
                profile.tags(),
                tags -> cluster.fargateProfiles.put(
                        profile.fargateProfileName(), profile.copy(copy -> copy.tags(tags))));
    }

    private static Resource addon(ClusterState cluster, AddonState addon) {
        return new Resource(
                addon.described().addonArn(),
                "addon",
                cluster.name() + "/" + addon.name(),
                addon.described().tags(),
                tags -> addon.change(change -> change.tags(tags)));
    }

    private static Resource capability(ClusterState cluster, CapabilityState capability) {
        return new Resource(
                capability.described().arn(),
                "capability",
                cluster.name() + "/" + capability.name(),
                capability.described().tags(),
                tags -> capability.change(change -> change.tags(tags)));
    }

    private static Resource identityProvider(ClusterState cluster, OidcIdentityProviderConfig provider) {
        return new Resource(
                provider.identityProviderConfigArn(),
                "identityproviderconfig",
                cluster.name() + "/" + provider.identityProviderConfigName(),
                provider.tags(),
                tags -> cluster.identityProvider = provider.copy(copy -> copy.tags(tags)));
    }

    private static Resource accessEntry(ClusterState cluster, AccessEntryState entry) {
        return new Resource(
                entry.described().accessEntryArn(),
                "access-entry",
                cluster.name() + "/" + entry.described().principalArn(),
                entry.described().tags(),
                tags -> entry.change(change -> change.tags(tags)));
    }

    private static Resource association(ClusterState cluster, PodIdentityAssociation association) {
        return new Resource(
                association.associationArn(),
                "podidentityassociation",
                cluster.name() + "/" + association.associationId(),
                association.tags(),
                tags -> cluster.podIdentityAssociations.put(
                        association.associationId(), association.copy(copy -> copy.tags(tags))));
    }
}
