package dev.eksdsl.kubernetes.deploy;

import dev.eksdsl.kubernetes.deploy.RolloutIssue.Kind;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What keeps one pod from serving: its first container in trouble, or the scheduler. */
final class PodDiagnosis {

    /** A container may crash this often while it waits for something else to come up. */
    private static final int CRASHES_FORGIVEN = 3;

    private static final Set<String> IMAGE_REASONS = Set.of(
            "ErrImagePull",
            "ImagePullBackOff",
            "InvalidImageName",
            "ErrImageNeverPull",
            "ImageInspectError",
            "RegistryUnavailable",
            "SignatureValidationFailed");

    private static final Set<String> CREATION_REASONS =
            Set.of("CreateContainerConfigError", "CreateContainerError", "RunContainerError", "PreCreateHookError");

    private PodDiagnosis() {}

    static Optional<RolloutIssue> of(Pod pod, List<Event> events) {
        String name = pod.getMetadata().getName();
        if (pod.getStatus() == null) {
            return Optional.empty();
        }
        Optional<RolloutIssue> inContainer = Stream.concat(
                        pod.getStatus().getInitContainerStatuses().stream(),
                        pod.getStatus().getContainerStatuses().stream())
                .flatMap(status -> container(pod, status, events).map(i -> i.at(name, status.getName())).stream())
                .findFirst();
        return inContainer.or(
                () -> SchedulingDiagnosis.of(pod, Warnings.about(pod, events)).map(issue -> issue.at(name)));
    }

    private static Optional<RolloutIssue> container(Pod pod, ContainerStatus status, List<Event> events) {
        ContainerState state = Objects.requireNonNullElseGet(status.getState(), ContainerState::new);
        ContainerStateWaiting waiting = state.getWaiting();
        if (waiting != null && waiting.getReason() != null) {
            if (IMAGE_REASONS.contains(waiting.getReason())) {
                return Optional.of(ImagePullDiagnosis.of(status.getImage(), waiting, Warnings.about(pod, events)));
            }
            if (CREATION_REASONS.contains(waiting.getReason())) {
                return Optional.of(RolloutIssue.of(
                        Kind.CONTAINER_NOT_CREATED,
                        "container " + status.getName() + " cannot be made: " + waiting.getReason() + ": "
                                + waiting.getMessage(),
                        "create what the message names, or correct the declaration",
                        true));
            }
            if (waiting.getReason().equals("CrashLoopBackOff")) {
                return Optional.of(crash(status, status.getLastState()));
            }
        }
        if (state.getTerminated() != null && exitCode(state.getTerminated()) != 0) {
            return Optional.of(crash(status, state));
        }
        if (state.getRunning() != null && !Boolean.TRUE.equals(status.getReady())) {
            return notReady(status, Warnings.about(pod, events));
        }
        return Optional.empty();
    }

    private static RolloutIssue crash(ContainerStatus status, ContainerState ended) {
        ContainerStateTerminated end = ended == null ? null : ended.getTerminated();
        int restarts = status.getRestartCount() == null ? 0 : status.getRestartCount();
        boolean outOfMemory = end != null && "OOMKilled".equals(end.getReason());
        String how = end == null
                ? "ended"
                : "ended with exit code " + exitCode(end)
                        + (end.getReason() == null ? "" : " (" + end.getReason() + ")")
                        + (end.getMessage() == null
                                ? ""
                                : ": " + end.getMessage().strip());
        return RolloutIssue.of(
                Kind.CRASH_LOOP,
                "container " + status.getName() + " " + how + ", restarted "
                        + (restarts == 1 ? "once" : restarts + " times"),
                outOfMemory ? "raise the memory in .limits(...)" : "repair what its log tells",
                restarts <= CRASHES_FORGIVEN);
    }

    private static Optional<RolloutIssue> notReady(ContainerStatus status, List<Event> events) {
        return events.stream()
                .filter(event -> "Unhealthy".equals(event.getReason()))
                .reduce((earlier, later) -> later)
                .map(event -> RolloutIssue.of(
                        Kind.NOT_READY,
                        "container " + status.getName() + " runs, but "
                                + event.getMessage().strip(),
                        "check the probe's path and port, and whether it needs a longer .initialDelay(...)",
                        true));
    }

    private static int exitCode(ContainerStateTerminated end) {
        return end.getExitCode() == null ? 0 : end.getExitCode();
    }
}
