package dev.eksdsl.resource.nodegroup;

import dev.eksdsl.aws.AwsApi;
import dev.eksdsl.aws.AwsCallException;
import dev.eksdsl.resource.Causes;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.eks.model.Issue;

/**
 * Why a node group does not get its nodes: first what EKS says itself, then what can be seen to be in their way. Sources: EKS
 * API reference, "Issue"; EKS user guide, "Troubleshoot problems with Amazon EKS clusters and nodes".
 */
final class NodeGroupDiagnosis {

    private NodeGroupDiagnosis() {}

    /** @param whole whether to look around for causes, beside what EKS says */
    static List<String> of(AwsApi aws, String cluster, String name, boolean whole) {
        Optional<NodeFacts> facts = read(aws, cluster, name);
        if (facts.isEmpty()) {
            return List.of();
        }
        Causes causes = new Causes().look(() -> HealthCauses.of(facts.get()));
        return whole && needsLook(facts.get()) ? lookAround(causes, facts.get()) : causes.found();
    }

    private static List<String> lookAround(Causes causes, NodeFacts facts) {
        return causes.look(() -> AccessCause.of(facts))
                .look(() -> RouteCause.of(facts))
                .look(() -> EndpointCause.of(facts))
                .look(() -> SecurityGroupCause.of(facts))
                .look(() -> RolePolicyCause.of(facts))
                .look(() -> PodNetworkCause.of(facts))
                .otherwise(() -> InstanceCause.of(facts))
                .otherwise(() -> AccessCause.unseen(facts))
                .found();
    }

    /** Where EKS's own words tell the whole, as for a lack of capacity, nothing else is asked. */
    private static boolean needsLook(NodeFacts facts) {
        List<Issue> issues = facts.issues();
        return switch (facts.group().statusAsString()) {
            case "ACTIVE", "DELETING", "DELETE_FAILED" -> false;
            default -> issues.isEmpty() || issues.stream().anyMatch(HealthCauses::leavesOpen);
        };
    }

    private static Optional<NodeFacts> read(AwsApi aws, String cluster, String name) {
        try {
            return Optional.of(NodeFacts.read(aws, cluster, name));
        } catch (AwsCallException e) {
            if (e.isNotFound()) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
