package dev.eksdsl.testing.kubernetes.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.kubernetes.api.schema.ResourceType;
import dev.eksdsl.testing.kubernetes.api.status.ApiError;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Selectors over fields: each resource has a fixed list of fields that can be asked for. */
final class FieldSelector {

    private static final Set<String> EVERYWHERE = Set.of("metadata.name", "metadata.namespace");

    private static final Map<String, Set<String>> MORE = Map.of(
            "pods",
                    Set.of(
                            "spec.nodeName",
                            "spec.restartPolicy",
                            "spec.schedulerName",
                            "spec.serviceAccountName",
                            "spec.hostNetwork",
                            "status.phase",
                            "status.podIP",
                            "status.podIPs",
                            "status.nominatedNodeName"),
            "services", Set.of("spec.clusterIP", "spec.type"),
            "nodes", Set.of("spec.unschedulable"),
            "namespaces", Set.of("status.phase"),
            "secrets", Set.of("type"),
            "replicationcontrollers", Set.of("status.replicas"),
            "events",
                    Set.of(
                            "involvedObject.kind",
                            "involvedObject.namespace",
                            "involvedObject.name",
                            "involvedObject.uid",
                            "involvedObject.apiVersion",
                            "involvedObject.resourceVersion",
                            "involvedObject.fieldPath",
                            "reason",
                            "reportingComponent",
                            "source",
                            "type"),
            "jobs.batch", Set.of("status.successful"),
            "certificatesigningrequests.certificates.k8s.io", Set.of("spec.signerName"));

    private FieldSelector() {}

    static Predicate<ObjectNode> parse(String text, ResourceType type) {
        Predicate<ObjectNode> all = object -> true;
        for (String requirement : text.split(",")) {
            if (!requirement.isBlank()) {
                all = all.and(requirement(requirement.strip(), type));
            }
        }
        return all;
    }

    private static Predicate<ObjectNode> requirement(String text, ResourceType type) {
        int equals = text.indexOf('=');
        if (equals < 1) {
            throw ApiError.badRequest("invalid selector: '" + text + "'; can't understand '" + text + "'");
        }
        boolean not = text.charAt(equals - 1) == '!';
        String field = text.substring(0, not ? equals - 1 : equals);
        String value = text.substring(text.startsWith("==", equals) ? equals + 2 : equals + 1);
        Set<String> more = MORE.getOrDefault(type.storedAs(), Set.of());
        if (!EVERYWHERE.contains(field) && !more.contains(field)) {
            throw unknown(field, type, more);
        }
        return object -> read(object, field).equals(value) != not;
    }

    private static ApiError unknown(String field, ResourceType type, Set<String> more) {
        if (type.custom() || more.isEmpty() && !type.is("events")) {
            return ApiError.badRequest(
                    type.custom()
                            ? "field label not supported: " + field
                            : "\"" + field
                                    + "\" is not a known field selector: only \"metadata.name\", \"metadata.namespace\"");
        }
        return ApiError.badRequest(
                type.group().isEmpty()
                        ? "field label not supported: " + field
                        : "field label \"" + field + "\" not supported for " + type.kind());
    }

    private static String read(ObjectNode object, String field) {
        if (field.equals("source")) {
            return object.at("/source/component").asText();
        }
        JsonNode at = object;
        for (String name : (field.equals("status.successful") ? "status.succeeded" : field).split("\\.")) {
            at = at.path(name);
        }
        if (at.isMissingNode()) {
            return switch (field) {
                case "spec.hostNetwork", "spec.unschedulable" -> "false";
                case "status.successful", "status.replicas" -> "0";
                default -> "";
            };
        }
        return at.isArray() ? at.path(0).path("ip").asText() : at.asText();
    }
}
