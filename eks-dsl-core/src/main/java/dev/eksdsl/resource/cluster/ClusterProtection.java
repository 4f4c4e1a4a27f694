package dev.eksdsl.resource.cluster;

import dev.eksdsl.model.Problem;
import dev.eksdsl.model.ResourceId;
import dev.eksdsl.resource.Ownership;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What keeps a cluster from being deleted: our tag, which every destruction finds, and EKS's own deletion protection. */
final class ClusterProtection {

    static final Map<String, String> TAG = Map.of(Ownership.PROTECTED_TAG, "true");

    private ClusterProtection() {}

    static boolean isOn(ClusterState state) {
        return "true".equals(state.tags().get(Ownership.PROTECTED_TAG));
    }

    static List<Problem> check(ResourceId id, ClusterState state) {
        List<Problem> problems = new ArrayList<>();
        if (isOn(state)) {
            problems.add(Problem.error(
                    "EKS-D01",
                    id.toString(),
                    "is protected",
                    "take .protect() out of the declaration and apply it, or remove the tag " + Ownership.PROTECTED_TAG
                            + " from " + state.arn()));
        }
        if (state.deletionProtection()) {
            problems.add(Problem.error(
                    "EKS-D02",
                    id.toString(),
                    "EKS refuses to delete it, for its deletion protection is on",
                    "declare .deletionProtection(false) and apply it, or call UpdateClusterConfig with deletionProtection"
                            + " false"));
        }
        return problems;
    }
}
