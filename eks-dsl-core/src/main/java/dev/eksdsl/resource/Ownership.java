package dev.eksdsl.resource;

import dev.eksdsl.model.ResourceId;
import java.time.Instant;
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

    /**
     * On what others made for the cluster, such as a volume: it stays when all else goes. Set while the cluster can still say
     * so, for AWS does not know it. Its value says why: {@value}.
     */
    public static final String KEPT_TAG = "eks-dsl/kept";

    /** Says {@code true} of a cluster that may not be deleted: {@value}. */
    public static final String PROTECTED_TAG = "eks-dsl/protected";

    /** Holds the instant until which the resource is meant to stay, if there is one: {@value}. */
    public static final String LEASE_TAG = "eks-dsl/lease-until";

    /** Holds the digest of the declaration that a cluster follows, on the kinds that keep a {@link Claim}: {@value}. */
    public static final String DECLARATION_TAG = "eks-dsl/declaration";

    /**
     * The tags that a resource is created with: the user's, and ours.
     *
     * @param leaseUntil until when it is meant to stay; empty: until somebody destroys it
     */
    public Map<String, String> tags(ResourceId id, Optional<Instant> leaseUntil, Map<String, String> users) {
        Map<String, String> tags = new LinkedHashMap<>(users);
        tags.put(CLUSTER_TAG, cluster);
        tags.put(ID_TAG, id.toString());
        leaseUntil.ifPresent(until -> tags.put(LEASE_TAG, until.toString()));
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
