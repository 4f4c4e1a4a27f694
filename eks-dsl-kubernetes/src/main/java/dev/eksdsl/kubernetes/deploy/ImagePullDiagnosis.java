package dev.eksdsl.kubernetes.deploy;

import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.Event;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Why an image cannot be pulled, judged by the words of the container runtime. */
final class ImagePullDiagnosis {

    private ImagePullDiagnosis() {}

    /** A cause that the runtime's words give away. */
    private enum Cause {
        MISSING(
                false,
                "push the image, or correct .image(...)",
                "not found",
                "manifest unknown",
                "does not exist",
                "repository name not known"),
        DENIED(
                false,
                "let the nodes' role pull from the registry (AmazonEC2ContainerRegistryPullOnly; on Fargate the pod"
                        + " execution role), or give the pods an image pull secret",
                "denied",
                "unauthorized",
                "no basic auth",
                "authorization failed",
                "403 forbidden",
                "401 unauthorized"),
        PLATFORM(false, "build the image for the nodes' architecture", "no match for platform"),
        NAME(false, "correct .image(...): <registry>/<repository>:<tag>, in lower case", "invalid reference format"),
        UNREACHABLE(
                true,
                "give the nodes a way to the registry: a NAT gateway, or VPC endpoints for ecr.api, ecr.dkr and S3",
                "i/o timeout",
                "no such host",
                "connection refused",
                "network is unreachable",
                "deadline exceeded");

        private final boolean willPass;
        private final String fix;
        private final List<String> signs;

        Cause(boolean willPass, String fix, String... signs) {
            this.willPass = willPass;
            this.fix = fix;
            this.signs = List.of(signs);
        }

        static Optional<Cause> of(String words) {
            String lower = words.toLowerCase(Locale.ROOT);
            return Stream.of(values())
                    .filter(cause -> cause.signs.stream().anyMatch(lower::contains))
                    .findFirst();
        }
    }

    static RolloutIssue of(String image, ContainerStateWaiting waiting, List<Event> ofPod) {
        String told = waiting.getMessage() == null ? "" : waiting.getMessage().strip();
        // While it waits between two attempts, older kubelets tell only that; the cause is in the event before.
        String words = Cause.of(told).isPresent() ? told : failedPull(ofPod).orElse(told);
        Optional<Cause> cause =
                waiting.getReason().equals("InvalidImageName") ? Optional.of(Cause.NAME) : Cause.of(words);
        // The first failure may be a hiccup of the registry; in back-off it has failed more than once.
        boolean tried = !waiting.getReason().equals("ErrImagePull");
        return RolloutIssue.of(
                RolloutIssue.Kind.IMAGE_PULL,
                "image " + image + " cannot be pulled: " + waiting.getReason() + (words.isEmpty() ? "" : ": " + words),
                cause.map(c -> c.fix).orElse("check .image(...), and that the nodes reach and may read the registry"),
                !tried || cause.map(c -> c.willPass).orElse(true));
    }

    private static Optional<String> failedPull(List<Event> events) {
        return events.stream()
                .filter(event -> "Failed".equals(event.getReason()))
                .map(event -> event.getMessage().strip())
                .filter(message -> message.startsWith("Failed to pull image"))
                .reduce((earlier, later) -> later);
    }
}
