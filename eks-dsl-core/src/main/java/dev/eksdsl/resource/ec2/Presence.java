package dev.eksdsl.resource.ec2;

import dev.eksdsl.aws.Pages;
import dev.eksdsl.resource.Ownership;
import dev.eksdsl.resource.Reading;
import dev.eksdsl.resource.eks.ClusterParts;
import java.util.List;
import java.util.function.Function;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeTagsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeTagsResponse;
import software.amazon.awssdk.services.ec2.model.Filter;

/**
 * Spares reads while there is next to nothing of a cluster: where the cluster itself does not exist, one list of all that carries
 * its tag says which types are worth describing.
 */
public final class Presence {

    private Presence() {}

    /**
     * What is there of a type.
     *
     * @param type as EC2 names it in tags, such as {@code natgateway}
     * @param describe reads what matches the filters; not called if there is nothing
     */
    public static <T> List<T> of(Reading reading, String type, Function<List<Filter>, List<T>> describe) {
        boolean exists = ClusterParts.exists(reading.aws(), reading.owner().cluster());
        return exists || isTagged(reading, type) ? describe.apply(Owned.inCluster(reading.owner())) : List.of();
    }

    /** Equal for all types, so that the read is made once. */
    private static boolean isTagged(Reading reading, String type) {
        List<Filter> owned = List.of(
                filter("key", Ownership.CLUSTER_TAG),
                filter("value", reading.owner().cluster()));
        return Pages.all(
                        token -> reading.aws()
                                .ec2(
                                        Ec2Client::describeTags,
                                        DescribeTagsRequest.builder()
                                                .filters(owned)
                                                .nextToken(token)
                                                .build()),
                        DescribeTagsResponse::nextToken,
                        DescribeTagsResponse::tags)
                .stream()
                .anyMatch(tag -> type.equals(tag.resourceTypeAsString()));
    }

    private static Filter filter(String name, String value) {
        return Filter.builder().name(name).values(value).build();
    }
}
