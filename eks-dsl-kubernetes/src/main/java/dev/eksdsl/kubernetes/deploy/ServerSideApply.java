package dev.eksdsl.kubernetes.deploy;

import dev.eksdsl.kubernetes.deploy.WorkloadChange.Effect;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Applies objects so that the cluster remembers which fields are ours. */
final class ServerSideApply {

    private final KubernetesClient client;
    private final ApplyOptions options;

    ServerSideApply(KubernetesClient client, ApplyOptions options) {
        this.client = client;
        this.options = options;
    }

    /** Namespaces first, as nothing can be created in a missing one; everything else in the order given. */
    List<WorkloadChange> apply(List<? extends HasMetadata> objects) {
        List<WorkloadChange> changes = new ArrayList<>();
        if (options.createNamespaces) {
            namespacesOf(objects).filter(this::isMissing).map(this::apply).forEach(changes::add);
        }
        Stream.concat(
                        objects.stream().filter(Namespace.class::isInstance),
                        objects.stream().filter(object -> !(object instanceof Namespace)))
                .map(this::apply)
                .forEach(changes::add);
        return List.copyOf(changes);
    }

    /** Namespaces that objects are in, but that are not among the objects. */
    private Stream<HasMetadata> namespacesOf(List<? extends HasMetadata> objects) {
        Set<String> declared = objects.stream()
                .filter(Namespace.class::isInstance)
                .map(namespace -> namespace.getMetadata().getName())
                .collect(Collectors.toSet());
        return objects.stream()
                .map(object -> object.getMetadata().getNamespace())
                .filter(Objects::nonNull)
                .distinct()
                .filter(namespace -> !declared.contains(namespace))
                .map(namespace -> new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace)
                        .endMetadata()
                        .build());
    }

    private boolean isMissing(HasMetadata namespace) {
        try {
            return client.resource(namespace).get() == null;
        } catch (KubernetesClientException e) {
            throw Refusal.of("look for " + KubernetesNames.withKind(namespace), e);
        }
    }

    private WorkloadChange apply(HasMetadata object) {
        try {
            HasMetadata before = client.resource(object).get();
            var ours = client.resource(declaration(object)).fieldManager(EksDeployer.FIELD_MANAGER);
            HasMetadata after = options.force ? ours.forceConflicts().serverSideApply() : ours.serverSideApply();
            return new WorkloadChange(effect(before, after), after);
        } catch (KubernetesClientException e) {
            throw Refusal.of("apply " + KubernetesNames.withKind(object), e);
        }
    }

    /** The object without what only the cluster writes: an object that was read may be applied again. */
    private static HasMetadata declaration(HasMetadata object) {
        HasMetadata declared = Serialization.clone(object);
        declared.getMetadata().setManagedFields(null);
        declared.getMetadata().setResourceVersion(null);
        declared.getMetadata().setUid(null);
        declared.getMetadata().setGeneration(null);
        declared.getMetadata().setCreationTimestamp(null);
        return declared;
    }

    /** A no-op apply keeps the resource version. */
    private static Effect effect(@Nullable HasMetadata before, HasMetadata after) {
        if (before == null) {
            return Effect.CREATED;
        }
        String version = before.getMetadata().getResourceVersion();
        return Objects.equals(version, after.getMetadata().getResourceVersion()) ? Effect.UNCHANGED : Effect.CHANGED;
    }
}
