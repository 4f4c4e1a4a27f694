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
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;

/** The plain discovery documents: groups, and the resources of one group in one version. */
final class ResourceLists {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final ResourceTypes types;

    ResourceLists(ResourceTypes types) {
        this.types = types;
    }

    ObjectNode apiVersions() {
        ObjectNode body = NODES.objectNode().put("kind", "APIVersions");
        body.putArray("versions").add("v1");
        body.putArray("serverAddressByClientCIDRs")
                .addObject()
                .put("clientCIDR", "0.0.0.0/0")
                .put("serverAddress", "127.0.0.1:6443");
        return body;
    }

    ObjectNode groups() {
        ObjectNode body = NODES.objectNode().put("kind", "APIGroupList").put("apiVersion", "v1");
        ArrayNode groups = body.putArray("groups");
        types.groups().stream()
                .filter(group -> !group.isEmpty())
                .forEach(group -> groups.add(describe(group, NODES.objectNode())));
        return body;
    }

    ObjectNode group(String group) {
        return describe(group, NODES.objectNode().put("kind", "APIGroup").put("apiVersion", "v1"));
    }

    private ObjectNode describe(String group, ObjectNode body) {
        body.put("name", group);
        ArrayNode versions = body.putArray("versions");
        for (String version : types.versions(group)) {
            versions.addObject().put("groupVersion", group + "/" + version).put("version", version);
        }
        body.set("preferredVersion", versions.get(0).deepCopy());
        return body;
    }

    ObjectNode resources(String group, String version) {
        ObjectNode body = NODES.objectNode().put("kind", "APIResourceList");
        if (!group.isEmpty()) {
            body.put("apiVersion", "v1");
        }
        body.put("groupVersion", group.isEmpty() ? version : group + "/" + version);
        ArrayNode resources = body.putArray("resources");
        for (ResourceType type : types.in(group, version)) {
            resources.add(resource(type));
            type.subresources().values().forEach(sub -> resources.add(subresource(type, sub)));
        }
        return body;
    }

    private ObjectNode resource(ResourceType type) {
        ObjectNode entry = NODES.objectNode().put("name", type.plural()).put("singularName", type.singular());
        entry.put("namespaced", type.namespaced()).put("kind", type.kind());
        array(entry, "verbs", type.verbs());
        if (!type.shortNames().isEmpty()) {
            array(entry, "shortNames", type.shortNames());
        }
        if (!type.categories().isEmpty()) {
            array(entry, "categories", type.categories());
        }
        if (type.verbs().contains("list") && !type.is("componentstatuses")) {
            entry.put("storageVersionHash", storageHash(type));
        }
        return entry;
    }

    private static ObjectNode subresource(ResourceType type, Subresource sub) {
        ObjectNode entry =
                NODES.objectNode().put("name", type.plural() + "/" + sub.name()).put("singularName", "");
        entry.put("namespaced", type.namespaced());
        if (!sub.version().isEmpty()) {
            entry.put("group", sub.group()).put("version", sub.version());
        }
        entry.put("kind", sub.kind());
        array(entry, "verbs", sub.verbs());
        return entry;
    }

    private static void array(ObjectNode entry, String name, Collection<String> values) {
        ArrayNode array = entry.putArray(name);
        values.forEach(array::add);
    }

    /** A hash of group, version and kind in which the objects are stored. */
    private String storageHash(ResourceType type) {
        ResourceType stored = types.find(type.storedAs()).orElse(type);
        // definitions are still stored in their first form
        String version = stored.group().equals("apiextensions.k8s.io") ? "v1beta1" : stored.version();
        String text = stored.group() + "/" + version + "/" + stored.kind();
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(Arrays.copyOf(hash, 8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
