package dev.eksdsl.testing.kubernetes.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.kubernetes.api.schema.ResourceType;
import dev.eksdsl.testing.kubernetes.api.schema.ResourceTypes;
import dev.eksdsl.testing.kubernetes.api.schema.Subresource;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;

/** Discovery in one document: all groups with all their resources, with an ETag. */
final class AggregatedDiscovery {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final ResourceTypes types;

    AggregatedDiscovery(ResourceTypes types) {
        this.types = types;
    }

    /** Answers if the client accepts this form. */
    boolean answer(Call call, Reply reply, boolean core) {
        String accept = call.request().header("Accept");
        String form = accept.contains("v=v2;as=APIGroupDiscoveryList")
                ? "v2"
                : accept.contains("v=v2beta1;as=APIGroupDiscoveryList") ? "v2beta1" : "";
        if (form.isEmpty()) {
            return false;
        }
        ObjectNode body = NODES.objectNode()
                .put("kind", "APIGroupDiscoveryList")
                .put("apiVersion", "apidiscovery.k8s.io/" + form);
        body.putObject("metadata");
        ArrayNode items = body.putArray("items");
        types.groups().stream().filter(group -> group.isEmpty() == core).forEach(group -> items.add(group(group)));
        String tag = "\"" + hash(Reply.write(body)) + "\"";
        reply.header("Etag", tag);
        if (call.request().header("If-None-Match").equals(tag)) {
            reply.empty(304);
        } else {
            reply.header("Vary", "Accept");
            reply.object(200, body, "application/json;g=apidiscovery.k8s.io;v=" + form + ";as=APIGroupDiscoveryList");
        }
        return true;
    }

    private ObjectNode group(String group) {
        ObjectNode item = NODES.objectNode();
        ObjectNode metadata = item.putObject("metadata");
        if (!group.isEmpty()) {
            metadata.put("name", group);
        }
        metadata.putNull("creationTimestamp");
        ArrayNode versions = item.putArray("versions");
        for (String version : types.versions(group)) {
            ObjectNode entry = versions.addObject().put("version", version);
            ArrayNode resources = entry.putArray("resources");
            types.in(group, version).forEach(type -> resources.add(resource(type)));
            entry.put("freshness", "Current");
        }
        return item;
    }

    private static ObjectNode resource(ResourceType type) {
        ObjectNode entry = NODES.objectNode().put("resource", type.plural());
        entry.set("responseKind", kind("", "", type.kind()));
        if (type.custom()) {
            entry.set("responseKind", kind(type.group(), type.version(), type.kind()));
        }
        entry.put("scope", type.namespaced() ? "Namespaced" : "Cluster").put("singularResource", type.singular());
        array(entry, "verbs", type.verbs());
        array(entry, "shortNames", type.shortNames());
        array(entry, "categories", type.categories());
        if (!type.subresources().isEmpty()) {
            ArrayNode subresources = entry.putArray("subresources");
            type.subresources().values().forEach(sub -> subresources.add(subresource(type, sub)));
        }
        return entry;
    }

    private static ObjectNode subresource(ResourceType type, Subresource sub) {
        ObjectNode entry = NODES.objectNode().put("subresource", sub.name());
        boolean own = type.custom() && sub.version().isEmpty();
        entry.set(
                "responseKind",
                own ? kind(type.group(), type.version(), sub.kind()) : kind(sub.group(), sub.version(), sub.kind()));
        array(entry, "verbs", sub.verbs());
        return entry;
    }

    private static ObjectNode kind(String group, String version, String kind) {
        return NODES.objectNode().put("group", group).put("version", version).put("kind", kind);
    }

    private static void array(ObjectNode entry, String name, Collection<String> values) {
        if (!values.isEmpty()) {
            ArrayNode array = entry.putArray(name);
            values.forEach(array::add);
        }
    }

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-512").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().withUpperCase().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-512", e);
        }
    }
}
