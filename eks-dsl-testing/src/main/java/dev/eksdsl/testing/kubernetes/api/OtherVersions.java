package dev.eksdsl.testing.kubernetes.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.kubernetes.api.schema.Decoder;
import dev.eksdsl.testing.kubernetes.api.schema.ResourceType;

/** Shows objects in another version of their resource than the one in which they are stored. */
final class OtherVersions {

    private OtherVersions() {}

    static ObjectNode present(ResourceType type, ObjectNode stored) {
        if (stored.path("apiVersion").asText().equals(type.apiVersion())) {
            return stored;
        }
        ObjectNode shown = stored.deepCopy();
        shown.put("apiVersion", type.apiVersion());
        if (type.resource().equals("horizontalpodautoscalers.autoscaling")
                && type.version().equals("v1")) {
            return autoscalerV1(type, shown);
        }
        return shown;
    }

    /** Version 1 knows one metric, the use of CPU. */
    private static ObjectNode autoscalerV1(ResourceType type, ObjectNode shown) {
        ObjectNode spec = shown.withObjectProperty("spec");
        for (JsonNode metric : spec.path("metrics")) {
            JsonNode target = metric.at("/resource/target");
            if (metric.at("/resource/name").asText().equals("cpu") && target.has("averageUtilization")) {
                spec.set("targetCPUUtilizationPercentage", target.get("averageUtilization"));
            }
        }
        return new Decoder().decode(type.fields(), shown);
    }
}
