package dev.eksdsl.testing.kubernetes.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.kubernetes.api.status.ApiError;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Makes Pods of the template in a workload, and names templates by a hash. */
final class PodTemplate {

    private static final String SAFE_DIGITS = "bcdfghjklmnpqrstvwxz2456789";

    private PodTemplate() {}

    /** A Pod of the owner's template, named after the owner. */
    static ObjectNode newPod(ClusterContext cluster, String apiVersion, String kind, JsonNode owner) {
        JsonNode template = owner.path("spec").path("template");
        String prefix = Meta.name(owner) + "-";
        ObjectNode pod = Meta.object("v1", "Pod", Meta.namespace(owner), prefix + cluster.suffix());
        Meta.metadata(pod).put("generateName", prefix);
        copy(template.path("metadata"), pod, "labels");
        copy(template.path("metadata"), pod, "annotations");
        Meta.setController(pod, apiVersion, kind, owner);
        pod.set("spec", template.path("spec").deepCopy());
        return pod;
    }

    /**
     * Creates a Pod for its owner and tells of it in an Event of the owner; tells of a refusal likewise.
     *
     * @return why the Pod was refused; empty if it was created
     */
    static Optional<String> create(ClusterContext cluster, String component, JsonNode owner, ObjectNode pod) {
        try {
            ObjectNode created = cluster.objects().create("pods", pod);
            cluster.events().normal(component, owner, "SuccessfulCreate", "Created pod: " + Meta.name(created));
            return Optional.empty();
        } catch (ApiError refused) {
            String reason = nameless(pod, String.valueOf(refused.getMessage()));
            cluster.events().warning(component, owner, "FailedCreate", "Error creating: " + reason);
            return Optional.of(reason);
        }
    }

    /** A Pod that is refused never gets the random part of its name: Kubernetes names it by its prefix. */
    private static String nameless(JsonNode pod, String message) {
        String prefix = pod.path("metadata").path("generateName").asText();
        return prefix.isEmpty() ? message : message.replace('"' + Meta.name(pod) + '"', '"' + prefix + '"');
    }

    private static void copy(JsonNode metadata, ObjectNode pod, String field) {
        if (metadata.path(field).isObject() && !metadata.path(field).isEmpty()) {
            Meta.metadata(pod).set(field, metadata.path(field).deepCopy());
        }
    }

    /** A short name for the template's content, as in {@code web-api-66fcf6f96f}: FNV-1a, in letters safe for names. */
    static String hash(JsonNode template) {
        int hash = 0x811c9dc5;
        for (byte b : template.toString().getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * 0x01000193;
        }
        StringBuilder name = new StringBuilder();
        for (char digit : Integer.toUnsignedString(hash).toCharArray()) {
            name.append(SAFE_DIGITS.charAt(digit % SAFE_DIGITS.length()));
        }
        return name.toString();
    }
}
