package dev.eksdsl.testing.kubernetes.api.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.kubernetes.api.schema.Quantity;
import dev.eksdsl.testing.kubernetes.api.status.ApiError;
import java.util.ArrayList;
import java.util.List;

/** Applies the LimitRanges of a namespace to a new pod. */
final class LimitRanger {

    private LimitRanger() {}

    static void admit(ObjectNode pod, Surroundings cluster) {
        String name = pod.at("/metadata/name").asText();
        List<String> set = new ArrayList<>();
        for (JsonNode range :
                cluster.list("limitranges", pod.at("/metadata/namespace").asText())) {
            for (JsonNode limit : range.at("/spec/limits")) {
                if (!limit.path("type").asText().equals("Container")) {
                    continue;
                }
                for (JsonNode container : pod.at("/spec/containers")) {
                    ObjectNode resources = ((ObjectNode) container).withObjectProperty("resources");
                    fill(resources, "requests", limit.path("defaultRequest"), "request", container, set);
                    fill(resources, "limits", limit.path("default"), "limit", container, set);
                    bound(resources, limit.path("max"), name);
                }
            }
        }
        if (!set.isEmpty()) {
            pod.withObject("/metadata/annotations")
                    .put("kubernetes.io/limit-ranger", "LimitRanger plugin set: " + String.join("; ", set));
        }
    }

    private static void fill(
            ObjectNode resources, String field, JsonNode defaults, String word, JsonNode container, List<String> set) {
        defaults.properties().forEach(amount -> {
            if (!resources.path(field).has(amount.getKey())) {
                resources.withObjectProperty(field).set(amount.getKey(), amount.getValue());
                set.add(amount.getKey() + " " + word + " for container "
                        + container.path("name").asText());
            }
        });
    }

    private static void bound(ObjectNode resources, JsonNode most, String name) {
        most.properties().forEach(bound -> {
            String limit = resources.path("limits").path(bound.getKey()).asText();
            String max = bound.getValue().asText();
            if (!limit.isEmpty() && Quantity.parse(limit).compareTo(Quantity.parse(max)) > 0) {
                throw ApiError.forbidden(
                        "",
                        "pods",
                        name,
                        "maximum " + bound.getKey() + " usage per Container is " + max + ", but limit is " + limit);
            }
        });
    }
}
