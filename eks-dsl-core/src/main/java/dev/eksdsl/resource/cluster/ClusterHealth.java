package dev.eksdsl.resource.cluster;

import java.util.stream.Collectors;
import software.amazon.awssdk.services.eks.model.Cluster;

/** EKS's own words for what is wrong with a cluster. */
final class ClusterHealth {

    private ClusterHealth() {}

    static String text(Cluster cluster) {
        return cluster.health() == null
                ? ""
                : cluster.health().issues().stream()
                        .map(issue -> issue.codeAsString() + ": " + issue.message())
                        .collect(Collectors.joining("; "));
    }
}
