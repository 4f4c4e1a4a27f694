package dev.eksdsl.testing.kubernetes.api.patch;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** JSON patch (RFC 6902). */
public final class JsonPatch {

    private JsonPatch() {}

    /** @throws IllegalArgumentException if an operation cannot be carried out */
    public static ObjectNode apply(ObjectNode target, JsonNode operations) {
        JsonNode root = target.deepCopy();
        for (JsonNode operation : operations) {
            root = apply(root, operation);
        }
        return (ObjectNode) root;
    }

    private static JsonNode apply(JsonNode root, JsonNode operation) {
        JsonPointer path = JsonPointer.compile(operation.path("path").asText());
        String from = operation.path("from").asText();
        switch (operation.path("op").asText()) {
            case "add" -> add(root, path, operation.path("value").deepCopy());
            case "remove" -> remove(root, path);
            case "replace" -> {
                remove(root, path);
                add(root, path, operation.path("value").deepCopy());
            }
            case "move" -> add(root, path, remove(root, JsonPointer.compile(from)));
            case "copy" ->
                add(root, path, existing(root, JsonPointer.compile(from)).deepCopy());
            case "test" -> {
                if (!root.at(path).equals(operation.path("value"))) {
                    throw new IllegalArgumentException("testing value " + path + " failed");
                }
            }
            default ->
                throw new IllegalArgumentException(
                        "unexpected kind: " + operation.path("op").asText());
        }
        return root;
    }

    private static JsonNode existing(JsonNode root, JsonPointer path) {
        JsonNode value = root.at(path);
        if (value.isMissingNode()) {
            throw new IllegalArgumentException("missing path: " + path);
        }
        return value;
    }

    private static void add(JsonNode root, JsonPointer path, JsonNode value) {
        JsonNode parent = existing(root, path.head());
        String last = path.last().getMatchingProperty();
        if (parent instanceof ObjectNode object) {
            object.set(last, value);
        } else if (parent instanceof ArrayNode array) {
            int index = last.equals("-") ? array.size() : index(last, array.size());
            array.insert(index, value);
        } else {
            throw new IllegalArgumentException("no container at " + path.head());
        }
    }

    private static JsonNode remove(JsonNode root, JsonPointer path) {
        existing(root, path);
        JsonNode parent = root.at(path.head());
        String last = path.last().getMatchingProperty();
        return parent instanceof ArrayNode array
                ? array.remove(index(last, array.size() - 1))
                : ((ObjectNode) parent).remove(last);
    }

    private static int index(String text, int most) {
        int index = Integer.parseInt(text);
        if (index < 0 || index > most) {
            throw new IllegalArgumentException("index out of range: " + text);
        }
        return index;
    }
}
