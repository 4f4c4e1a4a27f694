package dev.eksdsl.testing.kubernetes.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One server that is asked what a recording's server was asked, in the same order. */
final class Replay {

    private static final Authorizer ACCESS =
            attempt -> attempt.user().equals(User.ADMIN) || attempt.resource().startsWith("selfsubject")
                    ? Optional.empty()
                    : Optional.of("");

    private final TestClient client = new TestClient(KubernetesApiServer.Options.DEFAULT
            .withVersion("1.32.13")
            .withAccess(
                    header -> switch (header) {
                        case "" -> Optional.of(User.ANONYMOUS);
                        case "Bearer admin" -> Optional.of(User.ADMIN);
                        case "Bearer bob" -> Optional.of(new User("bob", "", List.of("system:authenticated")));
                        default -> Optional.empty();
                    },
                    ACCESS));
    private final Map<String, String> uids = new HashMap<>();
    private final Map<String, String> tokens = new HashMap<>();
    private final NavigableMap<Long, String> revisions = new TreeMap<>();
    private final ReplaySetUp setUp;

    private final Map<Integer, TestClient.Response> opened = new HashMap<>();
    private final List<RecordedExchange> exchanges;

    Replay(String file, Path folder) throws IOException {
        exchanges = RecordedExchange.read(folder, file);
        setUp = new ReplaySetUp(client, file, folder, this);
    }

    List<RecordedExchange> exchanges() {
        return exchanges;
    }

    /** Opens the watch that an exchange records earlier than its place in the file: what follows happened while it was open. */
    void open(int exchange) throws IOException {
        opened.put(exchange, send(exchanges.get(exchange)));
    }

    /** What stands for a revision of the recording from now on. */
    void revision(long theirs) {
        JsonNode list = client.call("GET", "/api/v1/namespaces", "", Map.of("Authorization", "Bearer admin"))
                .json();
        revisions.put(theirs, list.at("/metadata/resourceVersion").asText());
    }

    /** A continue token of the recording stands for the one that a list gives now. */
    void token(String theirs, String list) {
        JsonNode page = client.call("GET", list, "", Map.of("Authorization", "Bearer admin"))
                .json();
        tokens.put(theirs, page.at("/metadata/continue").asText());
    }

    /** Sends the request and says how the answer differs from the recorded one. */
    List<String> differences(RecordedExchange exchange) throws IOException {
        setUp.before(exchange);
        client.pass(Duration.ofMillis(10));
        TestClient.Response early = opened.get(exchanges.indexOf(exchange));
        TestClient.Response response = early == null ? send(exchange) : early;
        if (exchange.path().contains("watch=")) {
            client.pass(Duration.ofSeconds(90));
        }
        JsonNode recorded = exchange.response().path("body");
        JsonNode actual = body(response, recorded);
        if (actual.isArray() && recorded.isTextual()) {
            recorded = lines(recorded.textValue());
        }
        remember(actual, recorded);
        if (recorded.path("dropped").asBoolean()
                || exchange.response().path("note").asText().startsWith("response not recorded")) {
            actual = recorded;
        }
        actual = Digest.of(actual, recorded);
        Comparable.align(actual, recorded);
        List<String> found = Comparable.differences(Comparable.of(actual), Comparable.of(recorded), "");
        if (response.status() != exchange.status()) {
            found.add(0, "status " + response.status() + " instead of " + exchange.status());
        }
        JsonNode type = exchange.response().path("contentType");
        if (type.isTextual() && !response.header("Content-Type").equals(type.asText())) {
            found.add("content type " + response.header("Content-Type") + " instead of " + type.asText());
        }
        return found;
    }

    private TestClient.Response send(RecordedExchange exchange) throws IOException {
        String path = exchange.path();
        for (Map.Entry<String, String> token : tokens.entrySet()) {
            path = path.replace(token.getKey(), token.getValue());
        }
        path = path.replaceAll("resourceVersion=\\d+", "resourceVersion=" + ours(path));
        Map<String, String> headers = exchange.headers();
        headers.putAll(setUp.headers(exchange));
        return client.call(exchange.method(), path, own(exchange.body()), headers);
    }

    /** The body with this server's ids and revisions in the place of those of the recording. */
    private String own(String body) {
        String own = body;
        for (Map.Entry<String, String> uid : uids.entrySet()) {
            own = own.replace(uid.getKey(), uid.getValue());
        }
        return Pattern.compile("(\"resourceVersion\":\")(\\d+)\"")
                .matcher(own)
                .replaceAll(found ->
                        found.group(1) + revisions.getOrDefault(Long.valueOf(found.group(2)), found.group(2)) + "\"");
    }

    /** The revision that stands for one of the recording: that of the latest answer up to there. */
    private String ours(String path) {
        Matcher matcher = Pattern.compile("resourceVersion=(\\d+)").matcher(path);
        if (!matcher.find()) {
            return "";
        }
        long theirs = Long.parseLong(matcher.group(1));
        Map.Entry<Long, String> known = revisions.floorEntry(theirs);
        return theirs < 2 || theirs > 9_999_999 || known == null ? matcher.group(1) : known.getValue();
    }

    private static JsonNode body(TestClient.Response response, JsonNode recorded) throws IOException {
        if (recorded instanceof ArrayNode) {
            ArrayNode events = RecordedExchange.JSON.createArrayNode();
            response.events()
                    .forEach(event -> events.add(event instanceof ObjectNode object ? object.put("atMs", 0) : event));
            return events;
        }
        if (recorded.isTextual() && recorded.textValue().startsWith("{\"type\":")) {
            // a watch whose events were recorded as text: the order of their fields means nothing
            return lines(response.text());
        }
        if (recorded.isObject()) {
            return response.text().startsWith("{") ? response.json() : new TextNode(response.text());
        }
        return response.text().isEmpty() && !recorded.isTextual() ? recorded : new TextNode(response.text());
    }

    private static ArrayNode lines(String text) throws IOException {
        ArrayNode events = RecordedExchange.JSON.createArrayNode();
        for (String line : text.lines().toList()) {
            events.add(RecordedExchange.JSON.readTree(line));
        }
        return events;
    }

    /** A continue token of the recording stands for the one that this server gave in its place. */
    private void remember(JsonNode actual, JsonNode recorded) {
        String revision = actual.at("/metadata/resourceVersion").asText();
        if (!revision.isEmpty() && recorded.at("/metadata/resourceVersion").isTextual()) {
            revisions.put(recorded.at("/metadata/resourceVersion").asLong(), revision);
        }
        String uid = recorded.at("/metadata/uid").asText();
        if (!uid.isEmpty() && actual.at("/metadata/uid").isTextual()) {
            uids.put(uid, actual.at("/metadata/uid").asText());
        }
        String theirs = recorded.at("/metadata/continue").asText();
        String ours = actual.at("/metadata/continue").asText();
        if (!theirs.isEmpty() && !ours.isEmpty()) {
            tokens.put(theirs, ours);
        }
    }
}
