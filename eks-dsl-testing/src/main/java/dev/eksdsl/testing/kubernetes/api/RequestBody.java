package dev.eksdsl.testing.kubernetes.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.kubernetes.api.schema.ResourceType;
import dev.eksdsl.testing.kubernetes.api.status.ApiError;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads what a client sent: JSON or YAML. */
final class RequestBody {

    private static final ObjectMapper JSON = new ObjectMapper();

    private RequestBody() {}

    /** The body as an object of the kind. */
    static ObjectNode object(Call call, String kind, List<String> duplicates) {
        String text = new String(call.request().body(), StandardCharsets.UTF_8);
        String contentType = mediaType(call);
        JsonNode parsed = switch (contentType) {
            case "", "application/json" -> json(text, kind, duplicates);
            case "application/yaml" -> yaml(text, kind);
            default ->
                throw ApiError.of(
                        415,
                        "UnsupportedMediaType",
                        "the body of the request was in an unknown format - accepted media types include:"
                                + " application/json, application/yaml, application/vnd.kubernetes.protobuf");
        };
        if (parsed instanceof ObjectNode object) {
            return object;
        }
        throw unrecognized(
                kind,
                "json: cannot unmarshal " + parsed.getNodeType().name().toLowerCase(Locale.ROOT)
                        + " into Go value of type struct { APIVersion string \"json:\\\"apiVersion,omitempty\\\"\"; Kind string"
                        + " \"json:\\\"kind,omitempty\\\"\" }");
    }

    /** Refuses an object of another kind. */
    static void checkKind(ResourceType type, ObjectNode object) {
        String kind = object.path("kind").asText();
        String apiVersion = object.path("apiVersion").asText();
        if (type.custom() && !apiVersion.equals(type.apiVersion())) {
            throw ApiError.badRequest("the API version in the data (" + apiVersion
                    + ") does not match the expected API version (" + type.apiVersion() + ")");
        }
        if (!kind.isEmpty() && !kind.equals(type.kind())) {
            throw ApiError.badRequest(kind + " in version \"" + type.version() + "\" cannot be handled as a "
                    + type.kind() + ": converting (" + goName(type, kind) + ") to (" + internalName(type)
                    + "): unknown conversion");
        }
        if (!apiVersion.isEmpty() && !apiVersion.equals(type.apiVersion())) {
            throw ApiError.badRequest(type.kind() + " in version \"" + type.version() + "\" cannot be handled as a "
                    + type.kind() + ": no kind \"" + type.kind() + "\" is registered for version \"" + apiVersion
                    + "\" in scheme \"k8s.io/kubernetes/pkg/api/legacyscheme/scheme.go:30\"");
        }
    }

    private static String goName(ResourceType type, String kind) {
        return type.version() + "." + kind;
    }

    private static String internalName(ResourceType type) {
        return (type.group().isEmpty() ? "core" : type.group().split("\\.")[0]) + "." + type.kind();
    }

    static String mediaType(Call call) {
        String contentType = call.request().header("Content-Type");
        int semicolon = contentType.indexOf(';');
        return (semicolon < 0 ? contentType : contentType.substring(0, semicolon)).strip();
    }

    private static JsonNode json(String text, String kind, List<String> duplicates) {
        try {
            duplicates.addAll(DuplicateFields.in(text));
            JsonNode parsed = JSON.readTree(text);
            if (parsed == null || parsed.isMissingNode()) {
                throw unrecognized(kind, "json parse error: unexpected end of JSON input (<empty>)");
            }
            return parsed;
        } catch (JsonProcessingException e) {
            throw unrecognized(kind, "json parse error: " + GoJsonError.of(text, e) + " (" + shortened(text) + ")");
        }
    }

    /** The body of an apply patch. */
    static ObjectNode yaml(Call call) {
        String text = new String(call.request().body(), StandardCharsets.UTF_8);
        if (yaml(text, "") instanceof ObjectNode object) {
            return object;
        }
        throw ApiError.badRequest("error decoding YAML: the document is no object");
    }

    private static JsonNode yaml(String text, String kind) {
        try {
            return JSON.valueToTree(new Load(LoadSettings.builder().build()).loadFromString(text));
        } catch (YamlEngineException e) {
            if (kind.isEmpty()) {
                throw ApiError.badRequest("error decoding YAML: " + e.getMessage());
            }
            String bytes = HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
            throw ApiError.badRequest("the object provided is unrecognized (must be of type " + kind
                    + "): yaml: line 1: did not find expected node content (" + bytes + ")");
        }
    }

    /** Refuses an object that is not the one that the path names. */
    static void checkName(ObjectNode object, RequestPath path) {
        String name = object.at("/metadata/name").asText();
        String namespace = object.at("/metadata/namespace").asText();
        if (!name.isEmpty() && !name.equals(path.name())) {
            throw ApiError.badRequest(
                    "the name of the object (" + name + ") does not match the name on the URL (" + path.name() + ")");
        }
        checkNamespace(namespace, path);
    }

    static void checkNamespace(String namespace, RequestPath path) {
        if (!namespace.isEmpty() && !path.namespace().isEmpty() && !namespace.equals(path.namespace())) {
            throw ApiError.badRequest(
                    "the namespace of the provided object does not match the namespace sent on the request");
        }
    }

    private static ApiError unrecognized(String kind, String why) {
        return ApiError.badRequest("the object provided is unrecognized (must be of type " + kind
                + "): couldn't get version/kind; " + why);
    }

    private static String shortened(String text) {
        return text.length() <= 32 ? text : text.substring(0, 32) + " ...";
    }
}
