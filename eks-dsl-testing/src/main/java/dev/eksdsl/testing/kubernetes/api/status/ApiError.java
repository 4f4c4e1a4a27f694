package dev.eksdsl.testing.kubernetes.api.status;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A refusal by the Kubernetes API: carries the Status object that the client gets. */
public final class ApiError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ObjectNode status;
    private final int code;

    private ApiError(int code, @Nullable String reason, String message, @Nullable ObjectNode details) {
        super(message);
        this.code = code;
        this.status = JsonNodeFactory.instance.objectNode();
        status.put("kind", "Status").put("apiVersion", "v1").putObject("metadata");
        status.put("status", "Failure").put("message", message);
        if (reason != null) {
            status.put("reason", reason);
        }
        if (details != null) {
            status.set("details", details);
        }
        status.put("code", code);
    }

    public int code() {
        return code;
    }

    /** The reason, such as {@code NotFound}; empty if the refusal has none. */
    public String reason() {
        return status.path("reason").asText();
    }

    /** The Status object. */
    public ObjectNode status() {
        return status.deepCopy();
    }

    /** Puts into the Status where a list can be continued. */
    public ApiError withContinue(String token) {
        status.withObjectProperty("metadata").put("continue", token);
        return this;
    }

    /** A refusal without details. */
    public static ApiError of(int code, @Nullable String reason, String message) {
        return new ApiError(code, reason, message, null);
    }

    /** A refusal with the given details; {@code {}} for none that still appears. */
    public static ApiError of(int code, @Nullable String reason, String message, ObjectNode details) {
        return new ApiError(code, reason, message, details);
    }

    public static ApiError badRequest(String message) {
        return of(400, "BadRequest", message);
    }

    public static ApiError internal(String message) {
        return of(500, null, message);
    }

    public static ApiError noSuchResource() {
        return of(404, "NotFound", "the server could not find the requested resource", details("", "", ""));
    }

    public static ApiError methodNotAllowed() {
        return of(
                405,
                "MethodNotAllowed",
                "the server does not allow this method on the requested resource",
                details("", "", ""));
    }

    /** @param plural the plural, which may have a subresource appended */
    public static ApiError notFound(String group, String plural, String name) {
        return of(404, "NotFound", dotted(plural, group) + " \"" + name + "\" not found", details(name, group, plural));
    }

    /** @param going the object that is in the way is being deleted */
    public static ApiError alreadyExists(String group, String plural, String name, boolean going) {
        return of(
                409,
                "AlreadyExists",
                (going ? "object is being deleted: " : "") + dotted(plural, group) + " \"" + name + "\" already exists",
                details(name, group, plural));
    }

    public static ApiError conflict(String group, String kind, String name, String why) {
        return of(
                409,
                "Conflict",
                "Operation cannot be fulfilled on " + dotted(kind, group) + " \"" + name + "\": " + why,
                details(name, group, kind));
    }

    /** The object has been changed since the client read it. */
    public static ApiError stale(String group, String plural, String name) {
        return conflict(
                group,
                plural,
                name,
                "the object has been modified; please apply your changes to the latest version and try again");
    }

    /** @param name the object's name; empty for a refusal that concerns a collection */
    public static ApiError forbidden(String group, String plural, String name, String why, Cause... causes) {
        ObjectNode details = details(name, group, plural);
        addCauses(details, List.of(causes));
        String object = name.isEmpty() ? dotted(plural, group) : dotted(plural, group) + " \"" + name + "\"";
        return of(403, "Forbidden", object + " is forbidden: " + why, details);
    }

    public static ApiError invalid(String group, String kind, String name, List<Cause> causes) {
        ObjectNode details = details(name, group, kind);
        addCauses(details, causes);
        List<String> texts = causes.stream()
                .map(cause -> cause.field() + ": " + cause.message())
                .distinct()
                .toList();
        String all = texts.size() == 1 ? texts.get(0) : "[" + String.join(", ", texts) + "]";
        return of(422, "Invalid", dotted(kind, group) + " \"" + name + "\" is invalid: " + all, details);
    }

    /** Details of a Status; empty texts are left out. */
    public static ObjectNode details(String name, String group, String kind) {
        ObjectNode details = JsonNodeFactory.instance.objectNode();
        if (!name.isEmpty()) {
            details.put("name", name);
        }
        if (!group.isEmpty()) {
            details.put("group", group);
        }
        if (!kind.isEmpty()) {
            details.put("kind", kind);
        }
        return details;
    }

    /** Adds {@code causes} to details, if there are any. */
    public static void addCauses(ObjectNode details, List<Cause> causes) {
        if (causes.isEmpty()) {
            return;
        }
        ArrayNode list = details.putArray("causes");
        for (Cause cause : causes) {
            ObjectNode entry = list.addObject();
            if (!cause.reason().isEmpty()) {
                entry.put("reason", cause.reason());
            }
            entry.put("message", cause.message());
            if (!cause.field().isEmpty()) {
                entry.put("field", cause.field());
            }
        }
    }

    private static String dotted(String plural, String group) {
        return group.isEmpty() ? plural : plural + "." + group;
    }
}
