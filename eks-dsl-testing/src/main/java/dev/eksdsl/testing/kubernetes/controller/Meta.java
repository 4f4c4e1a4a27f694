package dev.eksdsl.testing.kubernetes.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads and writes an object's metadata. */
final class Meta {

    private Meta() {}

    static String name(JsonNode object) {
        return object.path("metadata").path("name").asText();
    }

    static String namespace(JsonNode object) {
        return object.path("metadata").path("namespace").asText();
    }

    static String uid(JsonNode object) {
        return object.path("metadata").path("uid").asText();
    }

    static long generation(JsonNode object) {
        return object.path("metadata").path("generation").asLong();
    }

    static Instant created(JsonNode object) {
        return Instant.parse(object.path("metadata").path("creationTimestamp").asText());
    }

    /** Whether deletion has begun. */
    static boolean deleting(JsonNode object) {
        return object.path("metadata").hasNonNull("deletionTimestamp");
    }

    static String annotation(JsonNode object, String key) {
        return object.path("metadata").path("annotations").path(key).asText();
    }

    static Map<String, String> labels(JsonNode object) {
        return strings(object.path("metadata").path("labels"));
    }

    /** A JSON object of strings as a map. */
    static Map<String, String> strings(JsonNode object) {
        Map<String, String> strings = new TreeMap<>();
        object.properties()
                .forEach(entry -> strings.put(entry.getKey(), entry.getValue().asText()));
        return strings;
    }

    static ObjectNode metadata(ObjectNode object) {
        return object.withObject("/metadata");
    }

    static ObjectNode annotations(ObjectNode object) {
        return metadata(object).withObject("/annotations");
    }

    static ObjectNode labelsOf(ObjectNode object) {
        return metadata(object).withObject("/labels");
    }

    /** The reference to the object's controller, if it has one. */
    static Optional<JsonNode> controller(JsonNode object) {
        for (JsonNode reference : object.path("metadata").path("ownerReferences")) {
            if (reference.path("controller").asBoolean()) {
                return Optional.of(reference);
            }
        }
        return Optional.empty();
    }

    static boolean controlledBy(JsonNode object, JsonNode owner) {
        return controller(object)
                .map(reference -> reference.path("uid").asText().equals(uid(owner)))
                .orElse(false);
    }

    /** Makes the owner the object's controller. */
    static void setController(ObjectNode object, String apiVersion, String kind, JsonNode owner) {
        metadata(object)
                .withArray("ownerReferences")
                .addObject()
                .put("apiVersion", apiVersion)
                .put("kind", kind)
                .put("name", name(owner))
                .put("uid", uid(owner))
                .put("controller", true)
                .put("blockOwnerDeletion", true);
    }

    static boolean hasFinalizer(JsonNode object, String finalizer) {
        for (JsonNode one : object.path("metadata").path("finalizers")) {
            if (one.asText().equals(finalizer)) {
                return true;
            }
        }
        return false;
    }

    static void addFinalizer(ObjectNode object, String finalizer) {
        if (!hasFinalizer(object, finalizer)) {
            metadata(object).withArray("finalizers").add(finalizer);
        }
    }

    static void removeFinalizer(ObjectNode object, String finalizer) {
        ArrayNode left = JsonNodeFactory.instance.arrayNode();
        for (JsonNode one : object.path("metadata").path("finalizers")) {
            if (!one.asText().equals(finalizer)) {
                left.add(one);
            }
        }
        if (left.isEmpty()) {
            metadata(object).remove("finalizers");
        } else {
            metadata(object).set("finalizers", left);
        }
    }

    /** An empty object of the kind, to be filled. */
    static ObjectNode object(String apiVersion, String kind, String namespace, String name) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("apiVersion", apiVersion).put("kind", kind);
        ObjectNode metadata = metadata(object).put("name", name);
        if (!namespace.isEmpty()) {
            metadata.put("namespace", namespace);
        }
        return object;
    }
}
