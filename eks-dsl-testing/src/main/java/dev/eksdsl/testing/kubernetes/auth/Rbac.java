package dev.eksdsl.testing.kubernetes.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.kubernetes.api.Authorizer.Attempt;
import dev.eksdsl.testing.kubernetes.api.KubernetesObjects;
import dev.eksdsl.testing.kubernetes.api.User;
import java.util.Optional;
import java.util.function.Supplier;

/** Evaluates the Roles and bindings in the cluster. */
final class Rbac {

    private static final String GROUP = ".rbac.authorization.k8s.io";

    private final Supplier<KubernetesObjects> objects;

    Rbac(Supplier<KubernetesObjects> objects) {
        this.objects = objects;
    }

    boolean allows(Attempt attempt) {
        for (ObjectNode binding : objects.get().list("clusterrolebindings" + GROUP)) {
            if (binds(binding, attempt, "")) {
                return true;
            }
        }
        if (attempt.namespace().isEmpty()) {
            return false;
        }
        for (ObjectNode binding : objects.get().list("rolebindings" + GROUP, attempt.namespace())) {
            if (binds(binding, attempt, attempt.namespace())) {
                return true;
            }
        }
        return false;
    }

    private boolean binds(ObjectNode binding, Attempt attempt, String namespace) {
        boolean concerns = false;
        for (JsonNode subject : binding.path("subjects")) {
            concerns |= is(subject, attempt.user());
        }
        return concerns && permits(binding.path("roleRef"), attempt, namespace);
    }

    private static boolean is(JsonNode subject, User user) {
        String name = subject.path("name").asText();
        return switch (subject.path("kind").asText()) {
            case "User" -> name.equals(user.name());
            case "Group" -> user.groups().contains(name);
            case "ServiceAccount" ->
                user.name()
                        .equals("system:serviceaccount:"
                                + subject.path("namespace").asText() + ":" + name);
            default -> false;
        };
    }

    private boolean permits(JsonNode reference, Attempt attempt, String namespace) {
        String name = reference.path("name").asText();
        Optional<ObjectNode> role = reference.path("kind").asText().equals("ClusterRole")
                ? objects.get().get("clusterroles" + GROUP, "", name)
                : objects.get().get("roles" + GROUP, namespace, name);
        for (JsonNode rule : role.map(found -> found.path("rules")).orElse(reference.path("rules"))) {
            if (PolicyRule.permits(rule, attempt)) {
                return true;
            }
        }
        return false;
    }
}
