package dev.eksdsl.testing.kubernetes.api.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Defaults of a pod's volumes. */
final class VolumeDefaults {

    private static final int MODE_0644 = 420;

    private VolumeDefaults() {}

    static void fill(ObjectNode volume) {
        for (String source : List.of("secret", "configMap", "downwardAPI", "projected")) {
            if (volume.path(source) instanceof ObjectNode object) {
                Defaults.set(object, "defaultMode", MODE_0644);
                fieldReferences(object.path("items"));
                object.path("sources").forEach(VolumeDefaults::projection);
            }
        }
        if (volume.path("hostPath") instanceof ObjectNode hostPath && !hostPath.has("type")) {
            hostPath.put("type", "");
        }
        if (volume.at("/ephemeral/volumeClaimTemplate/spec") instanceof ObjectNode claim) {
            Defaults.set(claim, "volumeMode", "Filesystem");
        }
        if (volume.size() == 1) {
            volume.putObject("emptyDir");
        }
    }

    private static void projection(JsonNode source) {
        if (source.path("serviceAccountToken") instanceof ObjectNode token) {
            Defaults.set(token, "expirationSeconds", 3600);
        }
        fieldReferences(source.path("downwardAPI").path("items"));
    }

    private static void fieldReferences(JsonNode items) {
        for (JsonNode item : items) {
            if (item.path("fieldRef") instanceof ObjectNode reference) {
                Defaults.set(reference, "apiVersion", "v1");
            }
        }
    }
}
