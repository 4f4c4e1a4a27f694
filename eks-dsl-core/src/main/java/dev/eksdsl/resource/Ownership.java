package dev.eksdsl.resource;

import dev.eksdsl.model.ResourceId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How it is told what belongs to a cluster's declaration: by tags that every create call sets. There is no other record.
 *
 * @param cluster the cluster's name
 */
public record Ownership(String cluster) {

    /** Holds the cluster's name: {@value}. */
    public static final String CLUSTER_TAG = "eks-dsl/cluster";

    /** Holds the {@link ResourceId}: {@value}. */
    public static final String ID_TAG = "eks-dsl/id";

    /** Holds the moment of creation, where AWS tells none: {@value}. */
    public static final String CREATED_TAG = "eks-dsl/created";

    /** The tags that a resource is created with: the user's, and ours. */
    public Map<String, String> tags(ResourceId id, Map<String, String> users) {
        Map<String, String> tags = new LinkedHashMap<>(users);
        tags.put(CLUSTER_TAG, cluster);
        tags.put(ID_TAG, id.toString());
        return tags;
    }

    /** Which of our resources carries these tags; empty if it is not ours. */
    public Optional<ResourceId> read(Map<String, String> tags) {
        if (!cluster.equals(tags.get(CLUSTER_TAG)) || !tags.containsKey(ID_TAG)) {
            return Optional.empty();
        }
        return Optional.of(ResourceId.parse(tags.get(ID_TAG)));
    }

    /** Whether a tag is one of ours, or of AWS: no user's wish. */
    public static boolean isReserved(String key) {
        return key.startsWith("eks-dsl/") || key.startsWith("aws:") || key.equals("Name");
    }
}
