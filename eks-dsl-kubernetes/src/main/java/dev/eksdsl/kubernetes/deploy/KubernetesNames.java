package dev.eksdsl.kubernetes.deploy;

import io.fabric8.kubernetes.api.model.HasMetadata;

/** How messages name objects: {@code production/web-api}, or {@code gp3} where there is no namespace. */
final class KubernetesNames {

    private KubernetesNames() {}

    static String of(HasMetadata object) {
        String namespace = object.getMetadata().getNamespace();
        String name = object.getMetadata().getName();
        return namespace == null ? name : namespace + "/" + name;
    }

    static String withKind(HasMetadata object) {
        return object.getKind() + " " + of(object);
    }
}
