package dev.eksdsl.kubernetes.deploy;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A reason why a rollout does not come to its end.
 *
 * @param kind what is the matter
 * @param pod the pod it was seen at; empty if there is none
 * @param container the container it was seen at; empty if it is the whole pod's matter
 * @param pods at how many pods it was seen; 0 if there is none
 * @param message what happened, with Kubernetes' own words where they help
 * @param fix what to do
 * @param willPass whether it may end by itself: nodes may come, quotas be freed, a database appear
 * @param lastLines the end of the container's log, where there is one
 */
public record RolloutIssue(
        Kind kind,
        Optional<String> pod,
        Optional<String> container,
        int pods,
        String message,
        String fix,
        boolean willPass,
        List<String> lastLines) {

    /** What can be the matter. */
    public enum Kind {
        /** The image cannot be pulled. */
        IMAGE_PULL,
        /** The container ends again and again. */
        CRASH_LOOP,
        /** The container cannot be made: a missing Secret, a bad command. */
        CONTAINER_NOT_CREATED,
        /** The container runs, but its readiness probe fails. */
        NOT_READY,
        /** No node takes the pod. */
        UNSCHEDULABLE,
        /** Pods cannot be created: quota, admission, a missing ServiceAccount. */
        POD_NOT_CREATED,
        /** Kubernetes itself gave up: no progress within the Deployment's deadline. */
        DEADLINE
    }

    public RolloutIssue {
        lastLines = List.copyOf(lastLines);
    }

    static RolloutIssue of(Kind kind, String message, String fix, boolean willPass) {
        return new RolloutIssue(kind, Optional.empty(), Optional.empty(), 0, message, fix, willPass, List.of());
    }

    RolloutIssue at(String itsPod) {
        return new RolloutIssue(kind, Optional.of(itsPod), container, 1, message, fix, willPass, lastLines);
    }

    RolloutIssue at(String itsPod, String itsContainer) {
        return new RolloutIssue(
                kind, Optional.of(itsPod), Optional.of(itsContainer), 1, message, fix, willPass, lastLines);
    }

    /** This issue and the same one at other pods as one. It is past hope as soon as it is so at one pod. */
    RolloutIssue and(RolloutIssue same) {
        return new RolloutIssue(
                kind, pod, container, pods + same.pods, message, fix, willPass && same.willPass, lastLines);
    }

    RolloutIssue lastLines(List<String> lines) {
        return new RolloutIssue(kind, pod, container, pods, message, fix, willPass, lines);
    }

    /** Place, reason, fix; then the last lines of the log. */
    @Override
    public String toString() {
        String place = pod.map(p -> "pod " + p + (pods > 1 ? " and " + (pods - 1) + " more" : "") + ": ")
                .orElse("");
        return place + message + " → " + fix
                + lastLines.stream().map(line -> "\n      | " + line).collect(Collectors.joining());
    }
}
