package dev.eksdsl.testing.eks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.model.AddonPodIdentityAssociations;
import software.amazon.awssdk.services.eks.model.PodIdentityAssociation;

/** The pod identity associations that belong to an add-on: made, replaced and removed with it. */
final class AddonIdentities {

    private final Surroundings eks;

    AddonIdentities(Surroundings eks) {
        this.eks = eks;
    }

    /** Refuses if a service account of the add-on has an association already that is not the add-on's. */
    void requireFree(
            ClusterState cluster,
            AddonCatalogue.Entry entry,
            List<AddonPodIdentityAssociations> wanted,
            Map<String, Object> where) {
        AddonState existing = cluster.addons.get(entry.name());
        List<String> own = existing == null ? List.of() : existing.described().podIdentityAssociations();
        String namespace = namespace(existing, entry);
        for (AddonPodIdentityAssociations association : wanted) {
            boolean taken = cluster.podIdentityAssociations.values().stream()
                    .filter(other -> !own.contains(other.associationArn()))
                    .anyMatch(other -> other.namespace().equals(namespace)
                            && other.serviceAccount().equals(association.serviceAccount()));
            if (taken) {
                throw Refusals.inUse(
                        where,
                        "Association already exists for service account " + namespace + "/"
                                + association.serviceAccount());
            }
        }
    }

    private static String namespace(@Nullable AddonState addon, AddonCatalogue.Entry entry) {
        return addon == null
                ? entry.namespace()
                : addon.described().namespaceConfig().namespace();
    }

    /** Gives the add-on these associations in place of those that it has. */
    void replace(AddonState addon, List<AddonPodIdentityAssociations> wanted) {
        ClusterState cluster = addon.cluster;
        List<String> before = addon.described().podIdentityAssociations();
        cluster.podIdentityAssociations.values().removeIf(association -> before.contains(association.associationArn()));
        List<String> arns = new ArrayList<>();
        for (AddonPodIdentityAssociations association : wanted) {
            PodIdentityAssociation made = PodIdentityAssociations.made(
                            eks,
                            cluster,
                            namespace(addon, addon.entry),
                            association.serviceAccount(),
                            association.roleArn())
                    .ownerArn(addon.described().addonArn())
                    .build();
            cluster.podIdentityAssociations.put(made.associationId(), made);
            arns.add(made.associationArn());
        }
        addon.change(change -> change.podIdentityAssociations(arns));
    }
}
