package dev.eksdsl.reliability.sockets;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What is the same of a thing in every run: all but the ids and moments that a run draws. */
final class Shape {

    private static final Pattern DRAWN =
            Pattern.compile("(?<=eks-cluster-sg-production-)\\d+|(?<=eks-dsl/created=)[^,}]*"
                    + "|\\b[0-9a-f]{17}\\b|\\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\b|\\b[0-9A-F]{32}\\b"
                    + "|\\bA[A-Z0-9]{20}\\b");

    private Shape() {}

    /** @param item one thing of the fake's inventory */
    static String of(JsonNode item) {
        Map<String, String> tags = new TreeMap<>();
        item.path("tags")
                .properties()
                .forEach(tag -> tags.put(tag.getKey(), tag.getValue().asText()));
        return withoutDrawn(item.path("service").asText() + " "
                + item.path("type").asText() + " " + item.path("id").asText() + " " + tags);
    }

    static String withoutDrawn(String text) {
        return DRAWN.matcher(text).replaceAll("#");
    }
}
