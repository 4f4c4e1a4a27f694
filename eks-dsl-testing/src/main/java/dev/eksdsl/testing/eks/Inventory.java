package dev.eksdsl.testing.eks;

import dev.eksdsl.testing.server.InventoryItem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Lists what exists. */
final class Inventory {

    private Inventory() {}

    static List<InventoryItem> of(Places places) {
        List<InventoryItem> items = new ArrayList<>();
        places.all().forEach(place -> place.clusters.values().forEach(cluster -> add(items, cluster)));
        Collections.sort(items);
        return List.copyOf(items);
    }

    private static void add(List<InventoryItem> items, ClusterState cluster) {
        String name = cluster.name();
        add(items, "cluster", name, cluster.described().tags());
        cluster.nodegroups
                .values()
                .forEach(group -> add(
                        items,
                        "nodegroup",
                        name + "/" + group.name(),
                        group.described().tags()));
        cluster.fargateProfiles
                .values()
                .forEach(profile ->
                        add(items, "fargateprofile", name + "/" + profile.fargateProfileName(), profile.tags()));
        cluster.addons
                .values()
                .forEach(addon -> add(
                        items,
                        "addon",
                        name + "/" + addon.name(),
                        addon.described().tags()));
        cluster.accessEntries
                .values()
                .forEach(entry -> add(
                        items,
                        "access-entry",
                        name + "/" + entry.described().principalArn(),
                        entry.described().tags()));
        cluster.podIdentityAssociations
                .values()
                .forEach(association -> add(
                        items, "podidentityassociation", name + "/" + association.associationId(), association.tags()));
    }

    private static void add(List<InventoryItem> items, String type, String id, Map<String, String> tags) {
        items.add(new InventoryItem("eks", type, id, tags));
    }
}
