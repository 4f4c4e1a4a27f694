package dev.eksdsl.kubernetes.deploy;

import dev.eksdsl.kubernetes.deploy.RolloutDiagnosis.Phase;
import dev.eksdsl.time.Timeline;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Follows one rollout to its end. */
final class RolloutWatch {

    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final int LOG_LINES = 10;

    private final KubernetesClient client;
    private final String namespace;
    private final String name;
    private final Consumer<RolloutDiagnosis> progress;
    private @Nullable RolloutDiagnosis last;

    RolloutWatch(KubernetesClient client, Deployment deployment, Consumer<RolloutDiagnosis> progress) {
        this.client = client;
        this.namespace =
                Optional.ofNullable(deployment.getMetadata().getNamespace()).orElse(client.getNamespace());
        this.name = deployment.getMetadata().getName();
        this.progress = progress;
    }

    RolloutDiagnosis await(Timeline timeline, Duration timeout) {
        return Polling.until(
                "follow Deployment " + namespace + "/" + name,
                timeline,
                EVERY,
                timeout,
                this::look,
                trouble -> timedOut(timeout, trouble));
    }

    private Optional<RolloutDiagnosis> look() {
        Deployment deployment = client.apps()
                .deployments()
                .inNamespace(namespace)
                .withName(name)
                .get();
        if (deployment == null) {
            throw new WorkloadException(
                    "there is no Deployment " + namespace + "/" + name + " → apply it first, and do not delete it"
                            + " during its rollout",
                    null);
        }
        RolloutDiagnosis now = diagnose(deployment);
        if (!now.equals(last)) {
            last = now;
            progress.accept(now);
        }
        if (now.phase() == Phase.FAILED) {
            throw new RolloutFailedException("failed", withLogs(now), null);
        }
        return now.phase() == Phase.COMPLETE ? Optional.of(now) : Optional.empty();
    }

    private RolloutDiagnosis diagnose(Deployment deployment) {
        RolloutDiagnosis counts = RolloutDiagnosis.of(deployment, List.of(), List.of(), List.of());
        if (counts.phase() == Phase.COMPLETE) {
            return counts;
        }
        LabelSelector selector = deployment.getSpec().getSelector();
        List<Event> warnings = client.v1()
                .events()
                .inNamespace(namespace)
                .withField("involvedObject.kind", "Pod")
                .list()
                .getItems();
        return RolloutDiagnosis.of(
                deployment,
                client.apps()
                        .replicaSets()
                        .inNamespace(namespace)
                        .withLabelSelector(selector)
                        .list()
                        .getItems(),
                client.pods()
                        .inNamespace(namespace)
                        .withLabelSelector(selector)
                        .list()
                        .getItems(),
                warnings);
    }

    private RuntimeException timedOut(Duration timeout, @Nullable KubernetesClientException trouble) {
        String how = "did not end within " + timeout.toSeconds() + " s";
        if (last == null) {
            return new WorkloadException(
                    "rollout of Deployment " + namespace + "/" + name + " " + how
                            + ": the cluster's API did not answer: "
                            + (trouble == null ? "no time was given" : trouble.getMessage())
                            + " → see that this machine reaches the cluster's endpoint",
                    trouble);
        }
        return new RolloutFailedException(how, withLogs(last), trouble);
    }

    private RolloutDiagnosis withLogs(RolloutDiagnosis diagnosis) {
        return diagnosis.issues(diagnosis.issues().stream().map(this::withLog).toList());
    }

    private RolloutIssue withLog(RolloutIssue issue) {
        if (issue.kind() != RolloutIssue.Kind.CRASH_LOOP
                || issue.pod().isEmpty()
                || issue.container().isEmpty()) {
            return issue;
        }
        try {
            String log = client.pods()
                    .inNamespace(namespace)
                    .withName(issue.pod().get())
                    .inContainer(issue.container().get())
                    .terminated()
                    .tailingLines(LOG_LINES)
                    .getLog();
            return log == null || log.isBlank()
                    ? issue
                    : issue.lastLines(log.strip().lines().toList());
        } catch (KubernetesClientException e) {
            // The log is a courtesy: that it cannot be read must not hide why the rollout failed.
            return issue;
        }
    }
}
