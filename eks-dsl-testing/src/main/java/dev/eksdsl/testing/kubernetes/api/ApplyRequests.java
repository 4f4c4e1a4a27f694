package dev.eksdsl.testing.kubernetes.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.kubernetes.api.patch.FieldManagers;
import dev.eksdsl.testing.kubernetes.api.patch.FieldManagers.Conflict;
import dev.eksdsl.testing.kubernetes.api.patch.FieldManagers.Manager;
import dev.eksdsl.testing.kubernetes.api.patch.InvalidDocument;
import dev.eksdsl.testing.kubernetes.api.schema.Decoder;
import dev.eksdsl.testing.kubernetes.api.schema.ResourceType;
import dev.eksdsl.testing.kubernetes.api.status.ApiError;
import dev.eksdsl.testing.kubernetes.api.status.Cause;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Answers server-side apply. */
final class ApplyRequests {

    private final Cluster cluster;

    ApplyRequests(Cluster cluster) {
        this.cluster = cluster;
    }

    void apply(ResourceCall request, ResourceType type, Reply reply) {
        Call call = request.call();
        RequestOptions.check(call, "PatchOptions", true);
        RequestPath path = request.path();
        ObjectNode document = RequestBody.yaml(call);
        Optional<ObjectNode> existing = cluster.store().get(type, path.namespace(), path.name());
        if (existing.isEmpty() && !path.subresource().isEmpty()) {
            throw ApiError.notFound(type.group(), type.plural(), path.name());
        }
        if (existing.isEmpty() && type.namespaced()) {
            if (cluster.get("namespaces", "", path.namespace()).isEmpty()) {
                throw ApiError.notFound("", "namespaces", path.namespace());
            }
        }
        check(document, type, path);
        String version = ObjectMetadata.text(document, "resourceVersion");
        if (existing.isPresent()
                && !version.isEmpty()
                && !version.equals(ObjectMetadata.text(existing.get(), "resourceVersion"))) {
            throw ApiError.stale(type.group(), type.plural(), path.name());
        }
        WriteOptions options = call.writeOptions(path.subresource()).byApply();
        ObjectNode live = existing.map(ObjectNode::deepCopy).orElseGet(() -> FieldBook.zero(type));
        ObjectNode merged = merge(call, type, live, document, options);
        if (existing.isPresent()) {
            reply.object(200, cluster.update(type, existing.get(), merged, options));
        } else {
            ObjectMetadata.of(merged).put("name", path.name()).remove("resourceVersion");
            reply.object(201, cluster.create(type, path.namespace(), merged, options));
        }
    }

    private ObjectNode merge(Call call, ResourceType type, ObjectNode live, ObjectNode document, WriteOptions options) {
        FieldManagers managers = new FieldManagers(type.fields(), type.apiVersion(), live);
        List<Conflict> conflicts = new ArrayList<>();
        ObjectNode merged;
        try {
            merged = managers.apply(
                    live,
                    document,
                    Manager.applying(options.manager(), options.subresource()),
                    FieldBook.ignored(type, options),
                    call.flag("force"),
                    ObjectMetadata.now(cluster.world()),
                    conflicts);
        } catch (InvalidDocument e) {
            throw ApiError.internal("failed to create typed patch object ("
                    + ObjectMetadata.text(document, "namespace") + "/" + ObjectMetadata.text(document, "name") + "; "
                    + (type.group().isEmpty() ? "/" : "") + type.apiVersion() + ", Kind=" + type.kind() + "): "
                    + e.getMessage());
        }
        if (!conflicts.isEmpty()) {
            throw refused(conflicts);
        }
        ObjectNode decoded = cluster.decode(type, merged, new Decoder());
        managers.writeTo(decoded);
        return decoded;
    }

    private static void check(ObjectNode document, ResourceType type, RequestPath path) {
        String apiVersion = document.path("apiVersion").asText();
        String kind = document.path("kind").asText();
        if (apiVersion.isEmpty() || kind.isEmpty()) {
            throw ApiError.badRequest("invalid object type: "
                    + (apiVersion.contains("/") ? apiVersion : "/" + apiVersion) + ", Kind=" + kind);
        }
        RequestBody.checkKind(type, document);
        JsonNode managed = document.at("/metadata/managedFields");
        if (managed.isArray() && !managed.isEmpty()) {
            throw ApiError.badRequest("metadata.managedFields must be nil");
        }
        RequestBody.checkName(document, path);
    }

    private static ApiError refused(List<Conflict> conflicts) {
        List<Cause> causes = new ArrayList<>();
        Map<String, List<String>> byManager = new LinkedHashMap<>();
        for (Conflict conflict : conflicts) {
            String with = describe(conflict);
            causes.add(new Cause("FieldManagerConflict", "conflict with " + with, conflict.path()));
            byManager.computeIfAbsent(with, key -> new ArrayList<>()).add(conflict.path());
        }
        String count = conflicts.size() == 1 ? "1 conflict" : conflicts.size() + " conflicts";
        String listed = byManager.entrySet().stream()
                .map(entry -> entry.getValue().size() == 1
                        ? "conflict with " + entry.getKey() + ": "
                                + entry.getValue().get(0)
                        : "conflicts with " + entry.getKey() + ":\n- " + String.join("\n- ", entry.getValue()))
                .collect(Collectors.joining("\n"));
        ObjectNode details = ApiError.details("", "", "");
        ApiError.addCauses(details, causes);
        return ApiError.of(409, "Conflict", "Apply failed with " + count + ": " + listed, details);
    }

    private static String describe(Conflict conflict) {
        String name = "\"" + conflict.manager().name() + "\"";
        if (!conflict.manager().subresource().isEmpty()) {
            name += " with subresource \"" + conflict.manager().subresource() + "\"";
        }
        return conflict.manager().operation().equals("Update") ? name + " using " + conflict.apiVersion() : name;
    }
}
