package dev.eksdsl.testing.kubernetes.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.kubernetes.api.schema.Decoder;
import dev.eksdsl.testing.kubernetes.api.schema.FieldTable;
import dev.eksdsl.testing.kubernetes.api.schema.ResourceType;
import dev.eksdsl.testing.kubernetes.api.status.ApiError;
import dev.eksdsl.testing.kubernetes.api.status.Cause;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Gives out tokens of service accounts: JSON Web Tokens that nobody has signed. */
final class TokenRequests {

    private static final int SHORTEST = 600;

    private final Cluster cluster;

    TokenRequests(Cluster cluster) {
        this.cluster = cluster;
    }

    void create(ResourceCall request, ResourceType type, Reply reply) {
        RequestPath path = request.path();
        ObjectNode raw = RequestBody.object(request.call(), "TokenRequest", new ArrayList<>());
        ObjectNode account = cluster.require(type, path.namespace(), path.name());
        ObjectNode answer = raw.objectNode().put("kind", "TokenRequest").put("apiVersion", "authentication.k8s.io/v1");
        ObjectNode decoded = new Decoder().decode(FieldTable.builtIn().struct("authentication.TokenRequest"), raw);
        ObjectNode spec = decoded.withObjectProperty("spec");
        ObjectNode metadata = answer.putObject("metadata");
        metadata.put("name", path.name())
                .put("namespace", path.namespace())
                .put("creationTimestamp", ObjectMetadata.now(cluster.world()));
        manage(metadata, spec, request.call().manager());
        if (spec.path("audiences").isEmpty()) {
            spec.putArray("audiences").add("https://kubernetes.default.svc");
        }
        int seconds = spec.path("expirationSeconds").asInt(3600);
        if (seconds < SHORTEST) {
            throw ApiError.invalid(
                    "authentication.k8s.io",
                    "TokenRequest",
                    "",
                    List.of(Cause.invalid(
                            "spec.expirationSeconds",
                            Integer.toString(seconds),
                            "may not specify a duration less than 10 minutes")));
        }
        spec.put("expirationSeconds", seconds);
        answer.set("spec", spec);
        Instant end = cluster.world().now().plusSeconds(seconds).truncatedTo(ChronoUnit.SECONDS);
        answer.putObject("status").put("token", token(account, spec, end)).put("expirationTimestamp", end.toString());
        reply.object(201, answer);
    }

    /** Books the fields that the client sent, and the time to live, which always has a value. */
    private void manage(ObjectNode metadata, ObjectNode spec, String manager) {
        ObjectNode entry = metadata.putArray("managedFields").addObject();
        entry.put("manager", manager).put("operation", "Update").put("apiVersion", "authentication.k8s.io/v1");
        entry.put("time", ObjectMetadata.now(cluster.world())).put("fieldsType", "FieldsV1");
        ObjectNode fields = entry.putObject("fieldsV1").putObject("f:spec");
        spec.properties().forEach(field -> {
            if (!field.getValue().isNull()
                    && !(field.getValue().isArray() && field.getValue().isEmpty())) {
                fields.putObject("f:" + field.getKey());
            }
        });
        fields.putObject("f:expirationSeconds");
        entry.put("subresource", "token");
    }

    private String token(ObjectNode account, ObjectNode spec, Instant end) {
        String namespace = ObjectMetadata.text(account, "namespace");
        String name = ObjectMetadata.text(account, "name");
        ObjectNode claims = spec.objectNode();
        claims.set("aud", spec.get("audiences"));
        claims.put("exp", end.getEpochSecond()).put("iat", cluster.world().now().getEpochSecond());
        claims.put("iss", "https://kubernetes.default.svc")
                .put("jti", cluster.world().ids().uuid().toString());
        ObjectNode about = claims.putObject("kubernetes.io").put("namespace", namespace);
        about.putObject("serviceaccount").put("name", name).put("uid", ObjectMetadata.text(account, "uid"));
        claims.put("sub", "system:serviceaccount:" + namespace + ":" + name);
        return part("{\"alg\":\"none\"}") + "." + part(Reply.write(claims)) + ".";
    }

    private static String part(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
