package dev.eksdsl.testing.kubernetes.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.kubernetes.api.patch.JsonPatch;
import dev.eksdsl.testing.kubernetes.api.patch.MergePatch;
import dev.eksdsl.testing.kubernetes.api.patch.StrategicMergePatch;
import dev.eksdsl.testing.kubernetes.api.schema.ResourceType;
import dev.eksdsl.testing.kubernetes.api.schema.StructType;
import dev.eksdsl.testing.kubernetes.api.status.ApiError;
import java.nio.charset.StandardCharsets;

/** Answers patches of every type but apply. */
final class PatchRequests {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Cluster cluster;
    private final ObjectReader reader;

    PatchRequests(Cluster cluster, ObjectReader reader) {
        this.cluster = cluster;
        this.reader = reader;
    }

    ObjectNode patch(ResourceCall request, ResourceType type, Reply reply) {
        Call call = request.call();
        RequestOptions.check(call, "PatchOptions", false);
        RequestPath path = request.path();
        ObjectNode before = cluster.require(type, path.namespace(), path.name());
        ObjectNode raw = patched(call, type.fields(), type.custom(), before);
        RequestBody.checkName(raw, path);
        ObjectNode object = reader.patched(call, type, raw, reply);
        ObjectMetadata.checkUid(type, object, before);
        return cluster.update(type, before, object, call.writeOptions(path.subresource()));
    }

    /** The document of the request laid over an object. */
    static ObjectNode patched(Call call, StructType type, boolean custom, ObjectNode before) {
        String mediaType = RequestBody.mediaType(call);
        JsonNode document = switch (mediaType) {
            case "application/merge-patch+json",
                    "application/json-patch+json",
                    "application/strategic-merge-patch+json" -> read(call);
            default -> throw unsupported();
        };
        try {
            return switch (mediaType) {
                case "application/json-patch+json" -> JsonPatch.apply(before, document);
                case "application/merge-patch+json" -> MergePatch.apply(before, object(document));
                default -> {
                    if (custom) {
                        throw ApiError.of(
                                415,
                                "UnsupportedMediaType",
                                "the body of the request was in an unknown format - accepted media types include:"
                                        + " application/json-patch+json, application/merge-patch+json,"
                                        + " application/apply-patch+yaml");
                    }
                    yield StrategicMergePatch.apply(type, before, object(document));
                }
            };
        } catch (StrategicMergePatch.MissingKey e) {
            throw ApiError.internal(String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            throw ApiError.of(
                    422,
                    "Invalid",
                    "the server rejected our request due to an error in our request",
                    ApiError.details("", "", ""));
        }
    }

    private static ApiError unsupported() {
        return ApiError.of(415, "UnsupportedMediaType", "415: Unsupported Media Type", ApiError.details("", "", ""));
    }

    private static ObjectNode object(JsonNode document) {
        if (document instanceof ObjectNode object) {
            return object;
        }
        throw ApiError.badRequest(
                "error decoding patch: json: cannot unmarshal array into Go value of type map[string]interface {}");
    }

    private static JsonNode read(Call call) {
        String text = new String(call.request().body(), StandardCharsets.UTF_8);
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw ApiError.badRequest("error decoding patch: " + GoJsonError.of(text, e));
        }
    }
}
