package dev.eksdsl.testing.kubernetes.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eksdsl.testing.kubernetes.api.status.Quoted;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes one answer in the form that the client accepts: JSON, unless it asks for YAML only. */
final class Reply {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final KubernetesApi.Answer answer;
    private final boolean yaml;
    private final Map<String, String> headers = new LinkedHashMap<>();

    Reply(KubernetesApi.Answer answer, boolean yaml) {
        this.answer = answer;
        this.yaml = yaml;
    }

    Reply header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** Adds a warning for the client's user. */
    void warn(String text) {
        String warning = "299 - " + Quoted.of(text);
        headers.merge("Warning", warning, (first, second) -> first + ", " + second);
    }

    void object(int status, JsonNode body) {
        if (yaml) {
            send(status, "application/yaml", Serialization.asYaml(body));
        } else {
            object(status, body, "application/json");
        }
    }

    void object(int status, JsonNode body, String contentType) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            JSON.writeValue(bytes, body);
        } catch (IOException e) {
            throw new UncheckedIOException("a tree always has a text", e);
        }
        bytes.write('\n');
        send(status, contentType, bytes.toByteArray());
    }

    void text(int status, String body) {
        send(status, "text/plain; charset=utf-8", body);
    }

    void empty(int status) {
        answer.begin(status, headers);
        answer.end();
    }

    static String write(JsonNode body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree always has a text", e);
        }
    }

    private void send(int status, String contentType, String body) {
        send(status, contentType, body.getBytes(StandardCharsets.UTF_8));
    }

    private void send(int status, String contentType, byte[] body) {
        headers.put("Content-Type", contentType);
        answer.begin(status, headers);
        answer.write(body);
        answer.end();
    }
}
