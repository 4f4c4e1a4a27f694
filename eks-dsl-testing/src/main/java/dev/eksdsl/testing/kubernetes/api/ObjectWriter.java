package dev.eksdsl.testing.kubernetes.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.kubernetes.api.rules.Finalizers;
import dev.eksdsl.testing.kubernetes.api.rules.KindRules;
import dev.eksdsl.testing.kubernetes.api.rules.Names;
import dev.eksdsl.testing.kubernetes.api.rules.Quotas;
import dev.eksdsl.testing.kubernetes.api.rules.RuleBook;
import dev.eksdsl.testing.kubernetes.api.rules.Surroundings;
import dev.eksdsl.testing.kubernetes.api.schema.ResourceType;
import dev.eksdsl.testing.kubernetes.api.status.ApiError;
import dev.eksdsl.testing.kubernetes.api.status.Cause;
import dev.eksdsl.testing.kubernetes.api.store.ObjectStore;
import java.util.ArrayList;
import java.util.List;

/** Creates and changes objects by the rules of their kinds. Objects that come in are decoded and have their defaults. */
final class ObjectWriter {

    private final ObjectStore store;
    private final RuleBook rules;
    private final Surroundings cluster;

    ObjectWriter(ObjectStore store, RuleBook rules, Surroundings cluster) {
        this.store = store;
        this.rules = rules;
        this.cluster = cluster;
    }

    /** Stores a new object and answers it as stored. */
    ObjectNode create(ResourceType type, String namespace, ObjectNode object, WriteOptions options) {
        KindRules kind = rules.of(type.resource());
        if (type.namespaced()) {
            checkNamespace(type, namespace, object);
        }
        if (!options.applied()) {
            FieldBook.created(type, object, options, cluster.world());
        }
        ObjectMetadata.stamp(type, object, namespace, cluster.world());
        if (type.hasStatus() && object.has("status") && !type.custom()) {
            object.set("status", FieldBook.zero(type).path("status").deepCopy());
        }
        if (type.custom() && type.hasStatus()) {
            object.remove("status");
        }
        kind.creating(object, cluster);
        List<Cause> causes = new ArrayList<>();
        Names.check(type.resource(), object.path("metadata"), causes);
        type.schema().check(object, causes);
        kind.check(object, causes);
        refuse(type, object, causes);
        String name = ObjectMetadata.text(object, "name");
        store.get(type, namespace, name).ifPresent(existing -> {
            boolean going = existing.at("/metadata/deletionTimestamp").isTextual() && !type.is("namespaces");
            throw ApiError.alreadyExists(type.group(), type.plural(), name, going);
        });
        Quotas.admit(type, object, null, cluster);
        if (options.dryRun()) {
            kind.pretending(object, cluster);
        } else {
            kind.storing(object, cluster);
            store.put(type, object);
        }
        return object;
    }

    private void checkNamespace(ResourceType type, String namespace, ObjectNode object) {
        ObjectNode found = cluster.get("namespaces", "", namespace)
                .orElseThrow(() -> ApiError.notFound("", "namespaces", namespace));
        if (found.at("/metadata/deletionTimestamp").isTextual()) {
            throw ApiError.forbidden(
                    type.group(),
                    type.plural(),
                    ObjectMetadata.text(object, "name"),
                    "unable to create new content in namespace " + namespace + " because it is being terminated",
                    new Cause(
                            "NamespaceTerminating",
                            "namespace " + namespace + " is being terminated",
                            "metadata.namespace"));
        }
    }

    /** Replaces an object, or its status, and answers it as stored. Nothing changed: nothing stored. */
    ObjectNode update(ResourceType type, ObjectNode before, ObjectNode object, WriteOptions options) {
        ObjectMetadata.keep(type, object, before);
        if (!options.applied()) {
            FieldBook.updated(type, object, before, options, cluster.world());
        }
        ObjectNode after;
        if (options.subresource().equals("status")) {
            after = sharing(before);
            copy(object, after, "status");
            List<String> taken = type.custom()
                    ? List.of("managedFields")
                    : List.of("annotations", "labels", "finalizers", "managedFields");
            for (String field : taken) {
                copy(ObjectMetadata.of(object), ObjectMetadata.of(after), field);
            }
        } else {
            after = object;
            if (type.hasStatus()) {
                copy(before, after, "status");
            }
            KindRules kind = rules.of(type.resource());
            kind.updating(after, before, cluster);
            ObjectMetadata.count(type, after, before);
            List<Cause> causes = new ArrayList<>();
            Names.check(type.resource(), after.path("metadata"), causes);
            type.schema().check(after, causes);
            kind.check(after, causes);
            if (!options.subresource().equals(WriteOptions.BINDING)) {
                kind.checkUpdate(after, before, causes);
            }
            Finalizers.checkUpdate(after, before, causes);
            if (type.custom()) {
                // custom resources are checked by the rules of all objects and by their own, which include them
                Finalizers.checkUpdate(after, before, causes);
            }
            refuse(type, after, causes);
            Quotas.admit(type, after, before, cluster);
            if (!options.dryRun()) {
                kind.storing(after, cluster);
                kind.replaced(after, before, cluster);
            }
        }
        if (!options.dryRun() && !after.equals(before)) {
            store.put(type, after);
        }
        return after;
    }

    /** A copy of a stored object with metadata of its own; all else is shared, for what is stored is not changed. */
    private static ObjectNode sharing(ObjectNode stored) {
        ObjectNode copy = stored.objectNode();
        copy.setAll(stored);
        copy.set("metadata", stored.path("metadata").deepCopy());
        return copy;
    }

    private static void copy(ObjectNode from, ObjectNode to, String field) {
        JsonNode value = from.get(field);
        if (value == null) {
            to.remove(field);
        } else {
            to.set(field, value.deepCopy());
        }
    }

    private static void refuse(ResourceType type, ObjectNode object, List<Cause> causes) {
        if (!causes.isEmpty()) {
            throw ApiError.invalid(type.group(), type.kind(), ObjectMetadata.text(object, "name"), causes);
        }
    }
}
