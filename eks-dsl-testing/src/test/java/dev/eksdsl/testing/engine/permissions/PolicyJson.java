package dev.eksdsl.testing.engine.permissions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Policies as JSON, with parts taken away. */
final class PolicyJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private PolicyJson() {}

    /** The policy with one action removed wherever it stands. */
    static String withoutAction(String policy, String action) {
        ObjectNode root = parsed(policy);
        Iterator<JsonNode> statements = root.withArray("Statement").iterator();
        while (statements.hasNext()) {
            ObjectNode statement = (ObjectNode) statements.next();
            List<String> rest = texts(statement.get("Action"));
            rest.remove(action);
            put(statement, "Action", rest);
            if (rest.isEmpty()) {
                statements.remove();
            }
        }
        return root.toString();
    }

    /** The actions that the policy allows, as it lists them. */
    static List<String> actions(String policy) {
        List<String> actions = new ArrayList<>();
        parsed(policy).withArray("Statement").forEach(statement -> actions.addAll(texts(statement.get("Action"))));
        return actions;
    }

    /** The resources that the policy names. */
    static List<String> resources(String policy) {
        List<String> resources = new ArrayList<>();
        parsed(policy).withArray("Statement").forEach(statement -> resources.addAll(texts(statement.get("Resource"))));
        return resources;
    }

    /** As AWS counts it against its quotas. */
    static int length(String policy) {
        return policy.replaceAll("\\s", "").length();
    }

    private static ObjectNode parsed(String policy) {
        try {
            return (ObjectNode) JSON.readTree(policy);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(policy, e);
        }
    }

    private static List<String> texts(JsonNode oneOrMany) {
        List<String> texts = new ArrayList<>();
        if (oneOrMany.isArray()) {
            oneOrMany.forEach(each -> texts.add(each.asText()));
        } else {
            texts.add(oneOrMany.asText());
        }
        return texts;
    }

    private static void put(ObjectNode statement, String element, List<String> texts) {
        ArrayNode array = statement.putArray(element);
        texts.forEach(array::add);
    }
}
