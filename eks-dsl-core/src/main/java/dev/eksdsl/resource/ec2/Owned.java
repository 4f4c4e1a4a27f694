package dev.eksdsl.resource.ec2;

import dev.eksdsl.model.ResourceId;
import dev.eksdsl.resource.Ownership;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.Filter;

/** Filters of EC2's describe calls, for what carries our tags. */
public final class Owned {

    private Owned() {}

    /** All that belongs to the cluster. Equal for equal clusters, so that a read can be remembered by its request. */
    public static List<Filter> inCluster(Ownership owner) {
        return List.of(tag(Ownership.CLUSTER_TAG, owner.cluster()));
    }

    /** One resource, and its doubles if there are any. */
    public static List<Filter> as(Ownership owner, ResourceId id) {
        return List.of(tag(Ownership.CLUSTER_TAG, owner.cluster()), tag(Ownership.ID_TAG, id.toString()));
    }

    /**
     * One resource by what EC2 calls it. Unlike an id in a request, a filter does not fail where there is none.
     *
     * @param name the filter that takes the id, such as {@code vpc-id}
     */
    public static List<Filter> id(String name, String id) {
        return List.of(Filter.builder().name(name).values(id).build());
    }

    private static Filter tag(String key, String value) {
        return Filter.builder().name("tag:" + key).values(value).build();
    }
}
