package dev.eksdsl.testing.kubernetes.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.kubernetes.api.status.ApiError;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Where the next page of a list begins.
 *
 * @param revision the revision of the first page; -1 for whatever is there now
 * @param start the key before which everything has been listed
 */
record ContinueToken(long revision, String start) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static ContinueToken parse(String text) {
        String json;
        try {
            json = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw invalid("illegal base64 data");
        }
        try {
            JsonNode token = JSON.readTree(json);
            return new ContinueToken(
                    token.path("rv").asLong(), token.path("start").asText());
        } catch (JsonProcessingException e) {
            throw invalid("invalid character '" + json.charAt(0) + "' looking for beginning of value");
        }
    }

    String text() {
        ObjectNode token = JSON.createObjectNode();
        token.put("v", "meta.k8s.io/v1").put("rv", revision).put("start", start);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Reply.write(token).getBytes(StandardCharsets.UTF_8));
    }

    private static ApiError invalid(String why) {
        return ApiError.badRequest("invalid continue token: continue key is not valid: " + why);
    }
}
