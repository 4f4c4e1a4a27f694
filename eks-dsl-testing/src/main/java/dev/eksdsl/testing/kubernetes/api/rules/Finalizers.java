package dev.eksdsl.testing.kubernetes.api.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.kubernetes.api.status.Cause;
import dev.eksdsl.testing.kubernetes.api.status.Quoted;
import java.util.List;
import java.util.stream.Collectors;

/** Finalizers: what the server sets itself, and which may no longer be added. */
public final class Finalizers {

    private Finalizers() {}

    /** An object that is being deleted gets no further finalizers. */
    public static void checkUpdate(ObjectNode object, ObjectNode before, List<Cause> causes) {
        if (!before.at("/metadata/deletionTimestamp").isTextual()) {
            return;
        }
        List<JsonNode> had = before.at("/metadata/finalizers").valueStream().toList();
        String added = object.at("/metadata/finalizers")
                .valueStream()
                .filter(finalizer -> !had.contains(finalizer))
                .map(finalizer -> Quoted.of(finalizer.asText()))
                .collect(Collectors.joining(", "));
        if (!added.isEmpty()) {
            causes.add(Cause.forbidden(
                    "metadata.finalizers",
                    "no new finalizers can be added if the object is being deleted, found new finalizers []string{"
                            + added + "}"));
        }
    }

    static void add(ObjectNode object, String finalizer) {
        ArrayNode finalizers = object.withArray("/metadata/finalizers");
        for (JsonNode existing : finalizers) {
            if (existing.asText().equals(finalizer)) {
                return;
            }
        }
        finalizers.add(finalizer);
    }
}
