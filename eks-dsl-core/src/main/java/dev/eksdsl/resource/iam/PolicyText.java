package dev.eksdsl.resource.iam;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/** Policy documents in one form, so that two that mean the same are the same text. */
final class PolicyText {

    private static final ObjectMapper JSON = new ObjectMapper();

    private PolicyText() {}

    /**
     * The document with keys and lists in order. To IAM a list of one is the same as its element, and the order of a list
     * means nothing. A text that is no JSON stays as it is.
     */
    static String canonical(String document) {
        try {
            return JSON.writeValueAsString(ordered(JSON.readTree(document)));
        } catch (JsonProcessingException e) {
            return document;
        }
    }

    /** IAM gives documents back URL-encoded. */
    static String decoded(String document) {
        return URLDecoder.decode(document, StandardCharsets.UTF_8);
    }

    private static JsonNode ordered(JsonNode node) {
        if (node instanceof ObjectNode object) {
            TreeMap<String, JsonNode> fields = new TreeMap<>();
            object.properties().forEach(field -> fields.put(field.getKey(), ordered(field.getValue())));
            return JSON.createObjectNode().setAll(fields);
        }
        if (node instanceof ArrayNode array) {
            if (array.size() == 1) {
                return ordered(array.get(0));
            }
            return JSON.createArrayNode()
                    .addAll(StreamSupport.stream(array.spliterator(), false)
                            .map(PolicyText::ordered)
                            .sorted(Comparator.comparing(JsonNode::toString))
                            .toList());
        }
        return node;
    }
}
