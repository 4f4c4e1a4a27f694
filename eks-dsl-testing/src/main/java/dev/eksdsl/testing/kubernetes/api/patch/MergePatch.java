package dev.eksdsl.testing.kubernetes.api.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** JSON merge patch (RFC 7396): null removes, objects merge, everything else replaces. */
public final class MergePatch {

    private MergePatch() {}

    public static ObjectNode apply(ObjectNode target, ObjectNode patch) {
        ObjectNode result = target.deepCopy();
        patch.properties().forEach(entry -> {
            JsonNode value = entry.getValue();
            if (value.isNull()) {
                result.remove(entry.getKey());
            } else if (value instanceof ObjectNode object) {
                ObjectNode below =
                        result.get(entry.getKey()) instanceof ObjectNode existing ? existing : result.objectNode();
                result.set(entry.getKey(), apply(below, object));
            } else {
                result.set(entry.getKey(), value.deepCopy());
            }
        });
        return result;
    }
}
