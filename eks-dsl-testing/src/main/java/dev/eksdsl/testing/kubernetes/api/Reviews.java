package dev.eksdsl.testing.kubernetes.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.kubernetes.api.schema.ResourceType;
import dev.eksdsl.testing.kubernetes.api.status.ApiError;
import dev.eksdsl.testing.kubernetes.api.status.Cause;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Kinds that are questions: who am I, whose token is this, may somebody do something. Nothing is stored. */
final class Reviews {

    private final Cluster cluster;
    private final KubernetesApiServer.Options options;

    Reviews(Cluster cluster, KubernetesApiServer.Options options) {
        this.cluster = cluster;
        this.options = options;
    }

    static boolean isReview(ResourceType type) {
        return type.group().equals("authentication.k8s.io") || type.group().equals("authorization.k8s.io");
    }

    ObjectNode answer(Call call, ResourceType type, ObjectNode question) {
        if (!type.kind().equals("SelfSubjectReview") && !type.kind().equals("SelfSubjectRulesReview")) {
            FieldBook.created(type, question, call.writeOptions(""), cluster.world());
        }
        switch (type.kind()) {
            case "SelfSubjectReview" -> {
                ObjectMetadata.of(question).put("creationTimestamp", ObjectMetadata.now(cluster.world()));
                question.putObject("status").set("userInfo", describe(call.user(), question));
            }
            case "TokenReview" -> token(question);
            case "SelfSubjectRulesReview" -> {
                question.putObject("spec");
                rules(call.user(), question.putObject("status"));
            }
            case "SelfSubjectAccessReview" -> access(question, call.user());
            default -> access(question, subject(question.path("spec")));
        }
        return question;
    }

    private void token(ObjectNode question) {
        Optional<User> user = options.authenticator()
                .authenticate("Bearer " + question.at("/spec/token").asText());
        ObjectNode status = question.putObject("status");
        if (user.isPresent()) {
            status.put("authenticated", true).set("user", describe(user.get(), question));
        } else {
            status.putObject("user");
            status.put("error", "invalid bearer token");
        }
    }

    private void access(ObjectNode question, User user) {
        JsonNode resource = question.at("/spec/resourceAttributes");
        JsonNode path = question.at("/spec/nonResourceAttributes");
        if (resource.isMissingNode() == path.isMissingNode()) {
            throw ApiError.invalid(
                    "authorization.k8s.io",
                    "",
                    "",
                    List.of(Cause.invalid(
                            "spec.resourceAttributes",
                            "\"null\"",
                            "exactly one of nonResourceAttributes or resourceAttributes must be specified")));
        }
        String sub = resource.path("subresource").asText();
        String plural = resource.path("resource").asText();
        Optional<String> refusal = options.authorizer()
                .refusal(new Authorizer.Attempt(
                        user,
                        resource.path("verb").asText(path.path("verb").asText()),
                        resource.path("group").asText(),
                        sub.isEmpty() ? plural : plural + "/" + sub,
                        resource.path("namespace").asText(),
                        resource.path("name").asText(),
                        path.path("path").asText()));
        ObjectNode status = question.putObject("status").put("allowed", refusal.isEmpty());
        refusal.filter(reason -> !reason.isEmpty()).ifPresent(reason -> status.put("reason", reason));
    }

    /** Whoever may do everything is told so; for others the list cannot be complete. */
    private void rules(User user, ObjectNode status) {
        boolean everything = options.authorizer()
                .refusal(new Authorizer.Attempt(user, "*", "*", "*", "", "", ""))
                .isEmpty();
        if (everything) {
            ObjectNode rule = status.putArray("resourceRules").addObject();
            for (String field : List.of("verbs", "apiGroups", "resources")) {
                rule.putArray(field).add("*");
            }
            status.putArray("nonResourceRules");
            status.put("incomplete", false);
        } else {
            status.putArray("resourceRules");
            status.putArray("nonResourceRules");
            status.put("incomplete", true);
        }
    }

    private static User subject(JsonNode spec) {
        List<String> groups = new ArrayList<>();
        spec.path("groups").forEach(group -> groups.add(group.asText()));
        return new User(spec.path("user").asText(), spec.path("uid").asText(), groups);
    }

    private static ObjectNode describe(User user, ObjectNode factory) {
        ObjectNode info = factory.objectNode().put("username", user.name());
        if (!user.uid().isEmpty()) {
            info.put("uid", user.uid());
        }
        user.groups().forEach(group -> info.withArray("/groups").add(group));
        return info;
    }
}
