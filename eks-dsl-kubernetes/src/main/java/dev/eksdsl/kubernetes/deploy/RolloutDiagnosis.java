package dev.eksdsl.kubernetes.deploy;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentCondition;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How far a Deployment's rollout is, and what is in its way.
 *
 * @param deployment namespace and name
 * @param phase whether it is done, on its way, or past hope
 * @param desired how many pods are wanted
 * @param updated how many pods of the new kind exist
 * @param available how many pods, old and new, serve
 * @param old how many pods of the old kind are left
 * @param issues what is in the way, worst first
 */
public record RolloutDiagnosis(
        String deployment, Phase phase, int desired, int updated, int available, int old, List<RolloutIssue> issues) {

    /** How a rollout stands. */
    public enum Phase {
        /** All pods are new and serve. */
        COMPLETE,
        /** Not done; it may still be. */
        PROGRESSING,
        /** Not done, and waiting will not help. */
        FAILED
    }

    public RolloutDiagnosis {
        issues = List.copyOf(issues);
    }

    /**
     * Judges a rollout from what the API tells. Pure.
     *
     * @param replicaSets those in the Deployment's namespace; the ones of others are passed over
     * @param pods those in its namespace; only pods of the newest ReplicaSet are looked at
     * @param events warnings in its namespace; those of other objects are passed over
     */
    public static RolloutDiagnosis of(
            Deployment deployment, List<ReplicaSet> replicaSets, List<Pod> pods, List<Event> events) {
        DeploymentStatus status = deployment.getStatus() == null ? new DeploymentStatus() : deployment.getStatus();
        int desired = deployment.getSpec().getReplicas() == null
                ? 1
                : deployment.getSpec().getReplicas();
        int total = count(status.getReplicas());
        int updated = count(status.getUpdatedReplicas());
        int available = count(status.getAvailableReplicas());
        // Until the controller has seen the newest generation, the counts are those of the one before.
        boolean seen = status.getObservedGeneration() != null
                && status.getObservedGeneration()
                        >= Math.max(1, count(deployment.getMetadata().getGeneration()));
        boolean complete = seen && updated >= desired && total <= updated && available >= updated;
        List<RolloutIssue> issues =
                seen && !complete ? issues(deployment, status, replicaSets, pods, events) : List.of();
        Phase phase = complete
                ? Phase.COMPLETE
                : issues.stream().allMatch(RolloutIssue::willPass) ? Phase.PROGRESSING : Phase.FAILED;
        return new RolloutDiagnosis(
                KubernetesNames.of(deployment),
                phase,
                desired,
                updated,
                available,
                Math.max(0, total - updated),
                issues);
    }

    private static List<RolloutIssue> issues(
            Deployment deployment,
            DeploymentStatus status,
            List<ReplicaSet> replicaSets,
            List<Pod> pods,
            List<Event> events) {
        List<RolloutIssue> found = new ArrayList<>();
        List<ReplicaSet> newest =
                NewestReplicaSet.of(deployment, replicaSets).stream().toList();
        newest.forEach(set -> NewestReplicaSet.podsOf(set, pods)
                .forEach(pod -> PodDiagnosis.of(pod, events).ifPresent(found::add)));
        Stream.concat(newest.stream().flatMap(CreationDiagnosis::of), CreationDiagnosis.of(status.getConditions()))
                .forEach(found::add);
        status.getConditions().stream()
                .filter(RolloutDiagnosis::isPastDeadline)
                .forEach(condition -> found.add(RolloutIssue.of(
                        RolloutIssue.Kind.DEADLINE,
                        "Kubernetes gave up: " + condition.getMessage(),
                        found.isEmpty()
                                ? "see why the pods are slow, or raise .progressDeadline(...)"
                                : "see the other issues",
                        false)));
        return worstFirst(found);
    }

    /** The same issue at several pods is told once; those past hope come first. */
    private static List<RolloutIssue> worstFirst(List<RolloutIssue> found) {
        List<RolloutIssue> merged = new ArrayList<>();
        for (RolloutIssue issue : found) {
            int same = merged.stream()
                    .map(m -> m.kind() == issue.kind() && m.fix().equals(issue.fix()))
                    .toList()
                    .indexOf(true);
            if (same < 0) {
                merged.add(issue);
            } else {
                merged.set(same, merged.get(same).and(issue));
            }
        }
        return Stream.concat(
                        merged.stream().filter(issue -> !issue.willPass()),
                        merged.stream().filter(RolloutIssue::willPass))
                .toList();
    }

    private static boolean isPastDeadline(DeploymentCondition condition) {
        return "Progressing".equals(condition.getType()) && "ProgressDeadlineExceeded".equals(condition.getReason());
    }

    private static int count(@Nullable Number number) {
        return number == null ? 0 : number.intValue();
    }

    RolloutDiagnosis issues(List<RolloutIssue> others) {
        return new RolloutDiagnosis(deployment, phase, desired, updated, available, old, others);
    }

    /** The counts on one line, then one line for each issue. */
    @Override
    public String toString() {
        String counts = updated + " of " + desired + " new pods exist, " + available + " available"
                + (old > 0 ? ", " + old + " old left" : "");
        return "Deployment " + deployment + " is " + phase.name().toLowerCase(Locale.ROOT) + ": " + counts
                + issues.stream().map(issue -> "\n  " + issue).collect(Collectors.joining());
    }
}
