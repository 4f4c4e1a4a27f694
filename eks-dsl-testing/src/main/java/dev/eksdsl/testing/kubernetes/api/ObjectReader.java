package dev.eksdsl.testing.kubernetes.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.kubernetes.api.schema.Decoder;
import dev.eksdsl.testing.kubernetes.api.schema.ResourceType;
import dev.eksdsl.testing.kubernetes.api.status.ApiError;
import dev.eksdsl.testing.kubernetes.api.status.Cause;
import dev.eksdsl.testing.kubernetes.api.status.Quoted;
import java.util.ArrayList;
import java.util.List;

/** Decodes objects that a client sent, and deals with fields that are not known as the client wishes. */
final class ObjectReader {

    private final Cluster cluster;

    ObjectReader(Cluster cluster) {
        this.cluster = cluster;
    }

    /** The body as an object of the kind. */
    ObjectNode body(Call call, ResourceType type, Reply reply) {
        List<String> complaints = new ArrayList<>();
        ObjectNode raw = RequestBody.object(call, type.kind(), complaints);
        RequestBody.checkKind(type, raw);
        ObjectNode object = decode(type, raw, complaints);
        if (!complaints.isEmpty() && call.parameter("fieldValidation").equals("Strict")) {
            throw cannotHandle(type, "strict decoding error: " + String.join(", ", complaints));
        }
        warn(call, complaints, reply);
        return object;
    }

    /** An object that came about by a patch. */
    ObjectNode patched(Call call, ResourceType type, ObjectNode raw, Reply reply) {
        List<String> complaints = new ArrayList<>();
        ObjectNode object = decode(type, raw, complaints);
        if (!complaints.isEmpty() && call.parameter("fieldValidation").equals("Strict")) {
            throw ApiError.invalid(
                    "",
                    "",
                    "",
                    List.of(Cause.invalid(
                            "patch",
                            Quoted.of(Reply.write(raw)),
                            "strict decoding error: " + String.join(", ", complaints))));
        }
        warn(call, complaints, reply);
        return object;
    }

    private ObjectNode decode(ResourceType type, ObjectNode raw, List<String> complaints) {
        Decoder decoder = new Decoder();
        try {
            ObjectNode object = cluster.decode(type, raw, decoder);
            complaints.addAll(decoder.unknown());
            return object;
        } catch (IllegalArgumentException e) {
            throw cannotHandle(type, String.valueOf(e.getMessage()));
        }
    }

    private static void warn(Call call, List<String> complaints, Reply reply) {
        if (!call.parameter("fieldValidation").equals("Ignore")) {
            complaints.forEach(reply::warn);
        }
    }

    private static ApiError cannotHandle(ResourceType type, String why) {
        return ApiError.badRequest(type.kind() + " in version \"" + type.version() + "\" cannot be handled as a "
                + type.kind() + ": " + why);
    }
}
