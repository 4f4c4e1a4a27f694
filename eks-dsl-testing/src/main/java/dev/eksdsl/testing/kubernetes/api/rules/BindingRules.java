package dev.eksdsl.testing.kubernetes.api.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.kubernetes.api.status.Cause;
import java.util.List;

/** RoleBindings and ClusterRoleBindings: the role is for good. */
final class BindingRules implements KindRules {

    private static final String GROUP = "rbac.authorization.k8s.io";

    @Override
    public void defaults(ObjectNode object) {
        Defaults.set(object.withObjectProperty("roleRef"), "apiGroup", GROUP);
        for (JsonNode subject : object.path("subjects")) {
            if (!subject.path("kind").asText().equals("ServiceAccount")) {
                Defaults.set((ObjectNode) subject, "apiGroup", GROUP);
            }
        }
    }

    @Override
    public void checkUpdate(ObjectNode object, ObjectNode before, List<Cause> causes) {
        JsonNode role = object.path("roleRef");
        if (!role.equals(before.path("roleRef"))) {
            causes.add(Cause.invalid(
                    "roleRef",
                    "rbac.RoleRef{APIGroup:\"" + role.path("apiGroup").asText() + "\", Kind:\""
                            + role.path("kind").asText() + "\", Name:\""
                            + role.path("name").asText() + "\"}",
                    "cannot change roleRef"));
        }
    }
}
