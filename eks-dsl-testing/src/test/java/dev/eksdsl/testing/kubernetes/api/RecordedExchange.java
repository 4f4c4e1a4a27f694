package dev.eksdsl.testing.kubernetes.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One request to a real API server, and what it answered. */
record RecordedExchange(String file, String name, JsonNode request, JsonNode response) {

    static final ObjectMapper JSON = new ObjectMapper();

    /** The folder of the recordings, somewhere above the module; empty if this copy of the project is without it. */
    static Optional<Path> folder() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path folder = at.resolve("shared/domain/kubernetes");
            if (Files.isDirectory(folder)) {
                return Optional.of(folder);
            }
        }
        return Optional.empty();
    }

    static List<RecordedExchange> read(Path folder, String file) throws IOException {
        List<RecordedExchange> exchanges = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve(file + ".jsonl"))) {
            JsonNode node = JSON.readTree(line);
            exchanges.add(new RecordedExchange(
                    file,
                    exchanges.size() + " " + node.path("name").asText(),
                    node.path("request"),
                    node.path("response")));
        }
        return exchanges;
    }

    String method() {
        return request.path("method").asText();
    }

    String path() {
        return request.path("path").asText();
    }

    int status() {
        return response.path("status").asInt();
    }

    String body() throws IOException {
        JsonNode body = request.path("body");
        return body.isTextual()
                ? body.textValue()
                : body.isNull() || body.isMissingNode() ? "" : JSON.writeValueAsString(body);
    }

    Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        if (request.path("contentType").isTextual()) {
            headers.put("Content-Type", request.path("contentType").asText());
        }
        if (request.path("accept").isTextual()) {
            headers.put("Accept", request.path("accept").asText());
        }
        String user = request.path("user").asText();
        String token =
                user.startsWith("bob") ? "Bearer bob" : user.startsWith("invalid") ? "Bearer wrong" : "Bearer admin";
        if (!user.equals("anonymous")) {
            headers.put("Authorization", token);
        }
        return headers;
    }
}
