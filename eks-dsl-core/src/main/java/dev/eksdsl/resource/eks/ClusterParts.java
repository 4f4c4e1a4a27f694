package dev.eksdsl.resource.eks;

import dev.eksdsl.aws.AwsApi;
import dev.eksdsl.aws.AwsCallException;
import dev.eksdsl.aws.Pages;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.DescribeClusterRequest;
import software.amazon.awssdk.services.eks.model.DescribeClusterResponse;

/** Lists what a cluster has of one kind. */
public final class ClusterParts {

    private ClusterParts() {}

    /**
     * All names; none if there is no such cluster, which costs no call beside the cluster kind's own.
     *
     * @param page reads the page that a token stands for; null is the first
     * @param next the token of the page after this one; null after the last
     * @param names what is on a page
     */
    public static <R> List<String> names(
            AwsApi aws,
            String cluster,
            Function<@Nullable String, R> page,
            Function<R, @Nullable String> next,
            Function<R, List<String>> names) {
        if (!exists(aws, cluster)) {
            return List.of();
        }
        try {
            return Pages.all(page, next, names);
        } catch (AwsCallException e) {
            if (e.isNotFound()) {
                return List.of();
            }
            throw e;
        }
    }

    /**
     * What is there of that name; empty if there is nothing. What was listed a moment ago may be gone: a deletion that another
     * process began may end between the two calls.
     */
    public static <Q, R> Optional<R> described(AwsApi aws, BiFunction<EksClient, Q, R> operation, Q request) {
        try {
            return Optional.of(aws.eks(operation, request));
        } catch (AwsCallException e) {
            if (e.isNotFound()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Whether there is such a cluster. Costs no call beside the cluster kind's own. */
    public static boolean exists(AwsApi aws, String cluster) {
        return cluster(aws, cluster).isPresent();
    }

    /** The version of Kubernetes that the cluster runs, if there is one. Costs no call beside the cluster kind's own. */
    public static Optional<String> version(AwsApi aws, String cluster) {
        return cluster(aws, cluster).map(found -> found.cluster().version());
    }

    private static Optional<DescribeClusterResponse> cluster(AwsApi aws, String name) {
        return described(
                aws,
                EksClient::describeCluster,
                DescribeClusterRequest.builder().name(name).build());
    }
}
