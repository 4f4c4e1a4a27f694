package dev.eksdsl.resource.addon;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Add-on settings, compared by what they say: EKS gives the text back as it was sent. */
final class Configuration {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Configuration() {}

    /** The settings as a tree; a text that is no JSON stands for itself. */
    static JsonNode parse(String text) {
        if (text.isBlank()) {
            return JSON.createObjectNode();
        }
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return JSON.getNodeFactory().textNode(text);
        }
    }
}
