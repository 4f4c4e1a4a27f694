package dev.eksdsl.testing.eksauth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eksdsl.testing.server.AwsFault;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * The claims of a service account's token as a cluster gives it to a pod.
 *
 * @param pod the pod's name; empty if the token is bound to none
 * @param podUid the pod's uid; empty if the token is bound to none
 */
record ServiceAccountToken(
        String issuer,
        List<String> audiences,
        Instant expires,
        String namespace,
        String serviceAccount,
        String pod,
        String podUid) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SUBJECT = "system:serviceaccount:";

    /** @throws AwsFault {@code InvalidTokenException} if it is no token of a service account */
    static ServiceAccountToken parse(String jwt) {
        String[] parts = jwt.split("\\.", -1);
        if (parts.length != 3) {
            throw invalid("The token included in the request is not a valid JWT");
        }
        JsonNode claims = claims(parts[1]);
        String[] subject = claims.path("sub").asText().split(":", -1);
        if (!claims.path("sub").asText().startsWith(SUBJECT) || subject.length != 4 || !claims.hasNonNull("exp")) {
            throw invalid("The token included in the request is missing expected claims");
        }
        JsonNode bound = claims.path("kubernetes.io").path("pod");
        return new ServiceAccountToken(
                claims.path("iss").asText(),
                texts(claims.path("aud")),
                Instant.ofEpochSecond(claims.get("exp").asLong()),
                subject[2],
                subject[3],
                bound.path("name").asText(""),
                bound.path("uid").asText(""));
    }

    private static JsonNode claims(String encoded) {
        try {
            return JSON.readTree(Base64.getUrlDecoder().decode(encoded));
        } catch (IllegalArgumentException | IOException e) {
            throw invalid("The token included in the request is not a valid JWT");
        }
    }

    private static List<String> texts(JsonNode oneOrMany) {
        if (!oneOrMany.isArray()) {
            return List.of(oneOrMany.asText());
        }
        List<String> texts = new ArrayList<>();
        oneOrMany.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    static AwsFault invalid(String message) {
        return new AwsFault(400, "InvalidTokenException", message);
    }
}
