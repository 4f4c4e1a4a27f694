package dev.eksdsl.testing.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.kubernetes.api.User;
import dev.eksdsl.testing.server.Deed;
import dev.eksdsl.testing.wire.WireRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A client's write to the Kubernetes API of a cluster.
 *
 * @param cluster the cluster's ARN
 * @param user who wrote: kept in place of the token
 */
record WriteDeed(String cluster, User user, WireRequest request) implements Deed {

    static final String KIND = "kubernetes";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The headers that bear on what is stored: the form of the body, and who manages its fields. */
    private static final List<String> HEADERS = List.of("Content-Type", "User-Agent");

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("cluster", cluster).put("method", request.method()).put("path", request.path());
        if (!request.query().isEmpty()) {
            json.put("query", request.query());
        }
        ObjectNode who = json.putObject("user").put("name", user.name()).put("uid", user.uid());
        user.groups().forEach(who.putArray("groups")::add);
        ObjectNode headers = json.putObject("headers");
        HEADERS.forEach(name -> headers.put(name, request.header(name)));
        Optional<JsonNode> tree = tree(request.body());
        String text = text(request.body());
        if (tree.isPresent()) {
            json.set("body", tree.get());
        } else if (text != null) {
            json.put("text", text);
        } else {
            json.put("base64", Base64.getEncoder().encodeToString(request.body()));
        }
        return json;
    }

    /** Reads what {@link #json()} has written. */
    static WriteDeed of(ObjectNode json) {
        JsonNode who = json.path("user");
        List<String> groups = StreamSupport.stream(who.path("groups").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
        User user = new User(who.path("name").asText(), who.path("uid").asText(), groups);
        Map<String, List<String>> headers = new TreeMap<>();
        json.path("headers").properties().forEach(header -> {
            if (!header.getValue().asText().isEmpty()) {
                headers.put(header.getKey(), List.of(header.getValue().asText()));
            }
        });
        WireRequest request = new WireRequest(
                json.path("method").asText(),
                json.path("path").asText(),
                json.path("query").asText(),
                headers,
                body(json));
        return new WriteDeed(json.path("cluster").asText(), user, request);
    }

    private static byte[] body(ObjectNode json) {
        if (json.has("body")) {
            return bytes(json.get("body"));
        }
        return json.has("text")
                ? json.get("text").asText().getBytes(StandardCharsets.UTF_8)
                : Base64.getDecoder().decode(json.path("base64").asText());
    }

    /** The body as a tree, if the tree says all: the API server minds doubled members and the form of numbers. */
    private static Optional<JsonNode> tree(byte[] body) {
        try {
            JsonNode tree = JSON.readTree(body);
            return tree.isContainerNode() && Arrays.equals(bytes(tree), body) ? Optional.of(tree) : Optional.empty();
        } catch (IOException notJson) {
            return Optional.empty();
        }
    }

    private static @Nullable String text(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException binary) {
            return null;
        }
    }

    private static byte[] bytes(JsonNode tree) {
        try {
            return JSON.writeValueAsBytes(tree);
        } catch (IOException e) {
            throw new UncheckedIOException("a tree always has a text", e);
        }
    }
}
