package dev.eksdsl.testing.kubernetes.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** The ClusterRoles and ClusterRoleBindings that a cluster starts with; the file {@code roles.yaml} beside this class. */
public final class BuiltInRoles {

    private static final List<ObjectNode> OBJECTS = read();

    private BuiltInRoles() {}

    /** The objects; copies, to be created in a cluster. The role admin-view is EKS's own and no object. */
    public static List<ObjectNode> objects() {
        return OBJECTS.stream()
                .filter(object -> !name(object).equals("admin-view"))
                .map(ObjectNode::deepCopy)
                .toList();
    }

    /** The rules of a built-in ClusterRole; none if there is no such role. */
    static JsonNode rulesOf(String role) {
        return OBJECTS.stream()
                .filter(object -> object.path("kind").asText().equals("ClusterRole")
                        && name(object).equals(role))
                .findFirst()
                .map(object -> object.path("rules"))
                .orElse(JsonNodeFactory.instance.missingNode());
    }

    private static String name(JsonNode object) {
        return object.path("metadata").path("name").asText();
    }

    private static List<ObjectNode> read() {
        try (InputStream in = BuiltInRoles.class.getResourceAsStream("roles.yaml");
                MappingIterator<ObjectNode> documents =
                        new YAMLMapper().readerFor(ObjectNode.class).readValues(Objects.requireNonNull(in))) {
            return documents.readAll();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
