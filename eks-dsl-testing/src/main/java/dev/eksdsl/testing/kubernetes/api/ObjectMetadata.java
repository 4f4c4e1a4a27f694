package dev.eksdsl.testing.kubernetes.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.kubernetes.api.rules.RandomSuffix;
import dev.eksdsl.testing.kubernetes.api.schema.ResourceType;
import dev.eksdsl.testing.kubernetes.api.status.ApiError;
import dev.eksdsl.testing.kubernetes.api.status.Cause;
import dev.eksdsl.testing.server.World;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What the server itself writes into {@code metadata}, and what it refuses there. */
final class ObjectMetadata {

    /** Built-in resources whose objects count their generations. */
    private static final Set<String> COUNTED = Set.of(
            "deployments.apps",
            "replicasets.apps",
            "daemonsets.apps",
            "statefulsets.apps",
            "replicationcontrollers",
            "jobs.batch",
            "cronjobs.batch",
            "ingresses.networking.k8s.io",
            "ingressclasses.networking.k8s.io",
            "networkpolicies.networking.k8s.io",
            "poddisruptionbudgets.policy",
            "priorityclasses.scheduling.k8s.io",
            "endpointslices.discovery.k8s.io",
            "customresourcedefinitions.apiextensions.k8s.io",
            "mutatingwebhookconfigurations.admissionregistration.k8s.io",
            "validatingwebhookconfigurations.admissionregistration.k8s.io",
            "validatingadmissionpolicies.admissionregistration.k8s.io",
            "validatingadmissionpolicybindings.admissionregistration.k8s.io",
            "flowschemas.flowcontrol.apiserver.k8s.io",
            "prioritylevelconfigurations.flowcontrol.apiserver.k8s.io");

    private ObjectMetadata() {}

    static ObjectNode of(ObjectNode object) {
        return object.withObjectProperty("metadata");
    }

    static String text(ObjectNode object, String field) {
        return object.path("metadata").path(field).asText();
    }

    static boolean counted(ResourceType type) {
        return type.custom() || COUNTED.contains(type.resource());
    }

    static String now(World world) {
        return world.now().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** Sets name, uid, time and generation of a new object. */
    static void stamp(ResourceType type, ObjectNode object, String namespace, World world) {
        ObjectNode metadata = of(object);
        if (metadata.hasNonNull("resourceVersion")) {
            throw ApiError.internal("resourceVersion should not be set on objects to be created");
        }
        metadata.remove(List.of("deletionTimestamp", "deletionGracePeriodSeconds", "selfLink", "generation"));
        if (type.namespaced()) {
            metadata.put("namespace", namespace);
        }
        String prefix = metadata.path("generateName").asText();
        if (metadata.path("name").asText().isEmpty() && !prefix.isEmpty()) {
            metadata.put("name", prefix.substring(0, Math.min(prefix.length(), 58)) + RandomSuffix.next(world.ids()));
        }
        metadata.put("uid", world.ids().uuid().toString());
        metadata.put("creationTimestamp", now(world));
        if (counted(type)) {
            metadata.put("generation", 1);
        }
    }

    /** Keeps in a changed object what only the server sets, once it is clear that the client does not contradict. */
    static void keep(ResourceType type, ObjectNode object, ObjectNode before) {
        ObjectNode metadata = of(object);
        JsonNode old = before.path("metadata");
        String group = type.group();
        String name = old.path("name").asText();
        String version = metadata.path("resourceVersion").asText();
        if (!version.isEmpty() && !version.equals("0")) {
            try {
                Long.parseUnsignedLong(version);
            } catch (NumberFormatException e) {
                throw ApiError.internal("strconv.ParseUint: parsing \"" + version + "\": invalid syntax");
            }
            if (!version.equals(old.path("resourceVersion").asText())) {
                throw ApiError.stale(group, type.plural(), name);
            }
        }
        for (String field : List.of(
                "uid",
                "creationTimestamp",
                "resourceVersion",
                "generation",
                "deletionTimestamp",
                "deletionGracePeriodSeconds",
                "name",
                "namespace",
                "generateName")) {
            if (old.has(field)) {
                metadata.set(field, old.get(field));
            } else {
                metadata.remove(field);
            }
        }
    }

    /** Raises the generation if anything but metadata and status has changed. */
    static void count(ResourceType type, ObjectNode object, ObjectNode before) {
        if (!counted(type)) {
            return;
        }
        boolean statusApart = type.hasStatus();
        if (!body(object, statusApart).equals(body(before, statusApart))) {
            of(object).put("generation", before.at("/metadata/generation").asLong() + 1);
        }
    }

    /** A PUT with another uid means another object. */
    static void checkPrecondition(ResourceType type, ObjectNode object, ObjectNode before) {
        String uid = text(object, "uid");
        String real = text(before, "uid");
        if (!uid.isEmpty() && !uid.equals(real)) {
            String place = text(before, "namespace").isEmpty() ? "" : text(before, "namespace") + "/";
            String name = text(before, "name");
            String key = "/registry/" + type.plural() + "/" + place + name;
            throw ApiError.conflict(
                    type.group(),
                    type.plural(),
                    name,
                    "StorageError: invalid object, Code: 4, Key: " + key
                            + ", ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: UID in precondition: "
                            + uid
                            + ", UID in object meta: " + real);
        }
    }

    static void checkUid(ResourceType type, ObjectNode object, ObjectNode before) {
        String uid = text(object, "uid");
        String real = text(before, "uid");
        if (!uid.isEmpty() && !uid.equals(real)) {
            List<Cause> causes = new ArrayList<>();
            Cause cause = Cause.invalid("metadata.uid", "\"" + uid + "\"", "field is immutable");
            causes.add(cause);
            causes.add(cause);
            throw ApiError.invalid(type.group(), type.kind(), text(before, "name"), causes);
        }
    }

    private static ObjectNode body(ObjectNode object, boolean statusApart) {
        ObjectNode body = object.objectNode();
        object.properties().forEach(entry -> {
            if (!entry.getKey().equals("metadata")
                    && !(statusApart && entry.getKey().equals("status"))) {
                body.set(entry.getKey(), entry.getValue());
            }
        });
        return body;
    }
}
