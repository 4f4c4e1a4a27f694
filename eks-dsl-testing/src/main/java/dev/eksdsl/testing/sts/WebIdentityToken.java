package dev.eksdsl.testing.sts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eksdsl.testing.server.AwsFault;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * The claims of an OpenID Connect token that STS looks at.
 *
 * @param issuer {@code iss}, a URL
 * @param subject {@code sub}, such as {@code system:serviceaccount:NAMESPACE:NAME}
 * @param audiences {@code aud}
 * @param expires {@code exp}
 */
record WebIdentityToken(String issuer, String subject, List<String> audiences, Instant expires) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Whether a text has the form of a token at all. */
    static boolean isOne(String text) {
        return text.split("\\.", -1).length == 3;
    }

    /** @throws AwsFault {@code InvalidIdentityToken} if it is no JWT, or a claim is missing */
    static WebIdentityToken parse(String jwt) {
        String[] parts = jwt.split("\\.", -1);
        if (parts.length != 3) {
            throw invalid("The ID Token provided is not a valid JWT");
        }
        JsonNode claims = claims(parts[1]);
        for (String claim : List.of("iss", "sub", "aud", "exp")) {
            if (!claims.hasNonNull(claim)) {
                throw invalid("Missing a required claim: " + claim);
            }
        }
        return new WebIdentityToken(
                claims.get("iss").asText(),
                claims.get("sub").asText(),
                texts(claims.get("aud")),
                Instant.ofEpochSecond(claims.get("exp").asLong()));
    }

    private static JsonNode claims(String encoded) {
        try {
            return JSON.readTree(Base64.getUrlDecoder().decode(encoded));
        } catch (IllegalArgumentException | IOException e) {
            throw invalid("The ID Token provided is not a valid JWT");
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

    private static AwsFault invalid(String message) {
        return new AwsFault(400, "InvalidIdentityToken", message);
    }
}
