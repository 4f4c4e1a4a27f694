package dev.eksdsl.testing.eks;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.model.AddonIssue;

/** Troubles that a test has ordered: of nodes, and of add-ons. Orders are settings: they survive a reset. */
final class NodeTroubles {

    private final Set<String> neverJoining = new HashSet<>();
    private final Map<String, AddonIssue> addons = new HashMap<>();

    void joining(String nodegroup, boolean join) {
        if (join) {
            neverJoining.remove(nodegroup);
        } else {
            neverJoining.add(nodegroup);
        }
    }

    boolean neverJoins(NodegroupState group) {
        return neverJoining.contains(group.name());
    }

    /**
     * @param addon the names of the cluster and of the add-on, with a slash between them
     * @param issue null heals
     */
    void degrade(String addon, @Nullable AddonIssue issue) {
        if (issue == null) {
            addons.remove(addon);
        } else {
            addons.put(addon, issue);
        }
    }

    @Nullable
    AddonIssue of(AddonState addon) {
        return addons.get(addon.cluster.name() + "/" + addon.name());
    }
}
