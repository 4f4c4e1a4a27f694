package dev.eksdsl.kubernetes.deploy;

import io.fabric8.kubernetes.api.model.apps.DeploymentCondition;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import java.util.List;
import java.util.stream.Stream;

/** Why a ReplicaSet cannot create its pods: its condition ReplicaFailure, which the Deployment repeats. */
final class CreationDiagnosis {

    private static final String REPLICA_FAILURE = "ReplicaFailure";

    private CreationDiagnosis() {}

    static Stream<RolloutIssue> of(ReplicaSet set) {
        return set.getStatus() == null
                ? Stream.empty()
                : set.getStatus().getConditions().stream()
                        .filter(c -> REPLICA_FAILURE.equals(c.getType()) && "True".equals(c.getStatus()))
                        .map(c -> issue(String.valueOf(c.getMessage())));
    }

    static Stream<RolloutIssue> of(List<DeploymentCondition> conditions) {
        return conditions.stream()
                .filter(c -> REPLICA_FAILURE.equals(c.getType()) && "True".equals(c.getStatus()))
                .map(c -> issue(String.valueOf(c.getMessage())));
    }

    private static RolloutIssue issue(String message) {
        return RolloutIssue.of(
                RolloutIssue.Kind.POD_NOT_CREATED, "pods cannot be created: " + message, fix(message), true);
    }

    private static String fix(String message) {
        if (message.contains("exceeded quota")) {
            return "raise the ResourceQuota of the namespace, or ask for less with .requests(...) and .replicas(...)";
        }
        if (message.contains("service account") || message.contains("serviceaccount")) {
            return "create the ServiceAccount first, or correct .serviceAccount(...)";
        }
        if (message.contains("violates PodSecurity")) {
            return "loosen the namespace's pod-security label, or the pod's security context";
        }
        return message.contains("webhook")
                ? "repair the admission webhook that is named"
                : "change what the message names";
    }
}
