package dev.eksdsl.testing.kubernetes.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Reduces an answer to what a recording kept of one: names of a list, or some fields of each event of a watch. */
final class Digest {

    private Digest() {}

    static JsonNode of(JsonNode actual, JsonNode kept) {
        if (kept.isObject() && kept.size() == 1 && kept.path("names").isArray()) {
            ObjectNode names = JsonNodeFactory.instance.objectNode();
            ArrayNode list = names.putArray("names");
            actual.path("items").forEach(item -> list.add(item.at("/metadata/name")));
            return names;
        }
        if (kept instanceof ArrayNode events && actual instanceof ArrayNode all) {
            ArrayNode reduced = JsonNodeFactory.instance.arrayNode();
            for (int i = 0; i < all.size(); i++) {
                reduced.add(i < events.size() ? event(all.get(i), events.get(i)) : all.get(i));
            }
            return reduced;
        }
        return actual;
    }

    private static JsonNode event(JsonNode event, JsonNode kept) {
        if (!kept.has("object")) {
            return fields(event.path("object"), kept, event);
        }
        boolean whole = kept.at("/object/apiVersion").isTextual() || !event.has("object");
        if (whole) {
            return event;
        }
        ObjectNode reduced = ((ObjectNode) event).deepCopy();
        reduced.set("object", fields(event.path("object"), kept.path("object"), event));
        return reduced;
    }

    /** The kept fields, wherever they are in the object; null for those that it is without. */
    private static ObjectNode fields(JsonNode object, JsonNode kept, JsonNode event) {
        ObjectNode reduced = JsonNodeFactory.instance.objectNode();
        List<JsonNode> places = List.of(
                object,
                object.path("metadata"),
                object.path("spec"),
                object.at("/spec/template/spec/containers/0"),
                event);
        kept.properties().forEach(field -> {
            String name = field.getKey();
            JsonNode value = places.stream()
                    .filter(place -> place.has(name) && !(name.equals("finalizers") && place == object.path("spec")))
                    .findFirst()
                    .map(place -> place.get(name))
                    .orElse(JsonNodeFactory.instance.nullNode());
            boolean nested = name.equals("metadata") && field.getValue().isObject();
            reduced.set(name, nested ? fields(value, field.getValue(), event) : value);
        });
        return reduced;
    }
}
