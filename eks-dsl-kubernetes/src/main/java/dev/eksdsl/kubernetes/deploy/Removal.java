package dev.eksdsl.kubernetes.deploy;

import dev.eksdsl.kubernetes.deploy.WorkloadChange.Effect;
import dev.eksdsl.time.Timeline;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Deletes objects, with all that they own, and waits until they are gone. */
final class Removal {

    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final Set<String> LOAD_BALANCER_FINALIZERS =
            Set.of("service.k8s.aws/resources", "service.kubernetes.io/load-balancer-cleanup");

    private final KubernetesClient client;
    private final Map<HasMetadata, HasMetadata> waitingFor = new LinkedHashMap<>();

    Removal(KubernetesClient client) {
        this.client = client;
    }

    /** In reverse order, so that a list which was applied can be deleted as it is. */
    List<WorkloadChange> delete(List<? extends HasMetadata> objects, Timeline timeline, Duration timeout) {
        List<WorkloadChange> changes = new ArrayList<>();
        for (int i = objects.size() - 1; i >= 0; i--) {
            changes.add(delete(objects.get(i)));
        }
        return Polling.until(
                "see what is left",
                timeline,
                EVERY,
                timeout,
                () -> allGone() ? Optional.of(List.copyOf(changes)) : Optional.empty(),
                trouble -> stuck(timeout, trouble));
    }

    private WorkloadChange delete(HasMetadata object) {
        try {
            HasMetadata present = client.resource(object).get();
            if (present == null) {
                return new WorkloadChange(Effect.ABSENT, object);
            }
            // Foreground: gone means that pods and other dependents are gone too.
            client.resource(object)
                    .withPropagationPolicy(DeletionPropagation.FOREGROUND)
                    .delete();
            waitingFor.put(object, present);
            return new WorkloadChange(Effect.DELETED, present);
        } catch (KubernetesClientException e) {
            throw Refusal.of("delete " + KubernetesNames.withKind(object), e);
        }
    }

    private boolean allGone() {
        waitingFor.entrySet().removeIf(entry -> {
            HasMetadata now = client.resource(entry.getKey()).get();
            boolean same = now != null
                    && Objects.equals(
                            now.getMetadata().getUid(),
                            entry.getValue().getMetadata().getUid());
            if (same) {
                entry.setValue(now);
            }
            return !same;
        });
        return waitingFor.isEmpty();
    }

    private RuntimeException stuck(Duration timeout, @Nullable KubernetesClientException trouble) {
        String left = waitingFor.values().stream()
                .map(object -> "\n  " + KubernetesNames.withKind(object) + ": " + reason(object))
                .collect(Collectors.joining());
        return new WorkloadException(
                "not gone within " + timeout.toSeconds() + " s:" + left
                        + (trouble == null ? "" : "\n  the last look failed: " + trouble.getMessage()),
                trouble);
    }

    private static String reason(HasMetadata object) {
        List<String> finalizers = object.getMetadata().getFinalizers();
        if (finalizers.stream().anyMatch(LOAD_BALANCER_FINALIZERS::contains)) {
            return "its load balancer is not deleted yet → see that the load balancer controller runs and may delete;"
                    + " Services are to be deleted before the controller";
        }
        if (finalizers.contains("kubernetes.io/pvc-protection")) {
            return "pods still use it → delete what runs them too";
        }
        if (object.getKind().equals("Namespace")) {
            return "objects are left in it → see its status conditions, which name them";
        }
        return finalizers.isEmpty()
                ? "it is still there → wait longer"
                : "it waits for " + String.join(", ", finalizers) + " → see that what serves them runs";
    }
}
