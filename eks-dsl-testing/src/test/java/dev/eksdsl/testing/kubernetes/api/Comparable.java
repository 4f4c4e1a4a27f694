package dev.eksdsl.testing.kubernetes.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** An answer without what differs from run to run: ids, revisions, times, suffixes, addresses. */
final class Comparable {

    private static final Set<String> CONTROLLED =
            Set.of("Deployment", "ReplicaSet", "StatefulSet", "DaemonSet", "Job", "PodDisruptionBudget", "Node");

    private Comparable() {}

    static JsonNode of(JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode out = JsonNodeFactory.instance.objectNode();
            for (String name : new TreeSet<>(names(object))) {
                if (name.equals("description") && object.has("priority")) {
                    // the words that describe a table's column are not taken over
                    continue;
                }
                if (object.has("gitVersion")
                        && !List.of("major", "minor", "gitVersion").contains(name)) {
                    // how the server was built
                    continue;
                }
                JsonNode value = object.get(name);
                out.set(text(name), field(name, value));
            }
            return out;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode out = JsonNodeFactory.instance.arrayNode();
            if (array.path(0).has("fieldsType")) {
                // their order depends on the second in which each was written
                return array.valueStream()
                        .map(Comparable::of)
                        .sorted(Comparator.comparing(
                                entry -> entry.path("manager").asText()
                                        + entry.path("operation").asText()
                                        + entry.path("subresource").asText()))
                        .collect(out::arrayNode, ArrayNode::add, ArrayNode::addAll);
            }
            for (JsonNode element : array) {
                // a vendor's addition to the recorded server
                if (!element.at("/configMap/name").asText().equals("openshift-service-ca.crt")) {
                    out.add(of(element));
                }
            }
            return out;
        }
        return node.isTextual() ? JsonNodeFactory.instance.textNode(text(node.textValue())) : node;
    }

    private static JsonNode field(String name, JsonNode value) {
        if (value.isValueNode() && !value.isNull()) {
            if (Set.of(
                            "resourceVersion",
                            "continue",
                            "nodePort",
                            "healthCheckNodePort",
                            "atMs",
                            "service-ca.crt",
                            "token")
                    .contains(name)) {
                return JsonNodeFactory.instance.textNode("<" + name + ">");
            }
        }
        return of(value);
    }

    private static Set<String> names(ObjectNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static String text(String text) {
        return text.replaceAll("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "<uuid>")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z", "<time>")
                .replaceAll("172\\.20\\.(?!0\\.)\\d+\\.\\d+", "<address>")
                .replaceAll("0xc[0-9a-f]{9}", "<pointer>")
                .replaceAll("(resourceVersion\\\\*\":\\\\*\")\\d+", "$1<revision>")
                .replaceAll("(?i)(ResourceVersion[^0-9]{0,20}|current: )\\d+", "$1<revision>")
                .replaceAll("(too old resource version: \\d+) \\(\\d+\\)", "$1 (<revision>)")
                .replaceAll(":\\d{5}/", ":<port>/")
                .replaceAll("^\\d+[smh](\\d+s)?$", "<age>")
                .replaceAll("(?s)^-----BEGIN CERTIFICATE.*", "<PEM>")
                .replaceAll("-[bcdfghjklmnpqrstvwxz2456789]{5}$", "-<suffix>");
    }

    /**
     * Drops from both what controllers wrote, and from the answer what the recording dropped: managed fields, where it has
     * none.
     */
    static void align(JsonNode actual, JsonNode recorded) {
        if (actual instanceof ObjectNode object && recorded instanceof ObjectNode expected) {
            if (CONTROLLED.contains(expected.path("kind").asText())
                    && (expected.at("/status/observedGeneration").isNumber()
                            || expected.at("/status/conditions").isArray())) {
                object.remove("status");
                expected.remove("status");
            }
            for (ObjectNode each : List.of(object, expected)) {
                if (each.get("managedFields") instanceof ArrayNode entries) {
                    entries.removeIf(entry -> entry.path("manager").asText().equals("kube-controller-manager"));
                }
                if (each.get("annotations") instanceof ObjectNode annotations) {
                    annotations.remove(List.of("deployment.kubernetes.io/revision", "node.alpha.kubernetes.io/ttl"));
                    if (annotations.isEmpty()) {
                        each.remove("annotations");
                    }
                }
            }
            if (object.has("managedFields") && !expected.has("managedFields")) {
                object.remove("managedFields");
            }
            names(object).forEach(name -> align(object.get(name), expected.path(name)));
        } else if (actual instanceof ArrayNode array && recorded instanceof ArrayNode expected) {
            for (int i = 0; i < array.size() && i < expected.size(); i++) {
                align(array.get(i), expected.get(i));
            }
        }
    }

    /** Where two answers differ, one line each. */
    static List<String> differences(JsonNode actual, JsonNode expected, String at) {
        List<String> found = new ArrayList<>();
        if (actual instanceof ObjectNode object && expected instanceof ObjectNode other) {
            Set<String> names = names(object);
            names.addAll(names(other));
            names.forEach(name -> found.addAll(differences(object.path(name), other.path(name), at + "." + name)));
        } else if (actual instanceof ArrayNode array
                && expected instanceof ArrayNode other
                && array.size() == other.size()) {
            for (int i = 0; i < array.size(); i++) {
                found.addAll(differences(array.get(i), other.get(i), at + "[" + i + "]"));
            }
        } else if (!actual.equals(expected)) {
            found.add(at + ": " + actual + " instead of " + expected);
        }
        return found;
    }
}
