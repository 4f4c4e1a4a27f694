package dev.eksdsl.testing.kubernetes.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Does what the recordings left out: namespaces and objects that were there before an exchange, and what controllers put
 * into each namespace.
 */
final class ReplaySetUp {

    private static final Pattern NAMESPACE = Pattern.compile("/namespaces/([^/?]+)/");

    private final TestClient client;
    private final Path folder;
    private final Replay replay;
    private final Map<String, JsonNode> steps = new HashMap<>();

    ReplaySetUp(TestClient client, String file, Path folder, Replay replay) throws IOException {
        this.client = client;
        this.folder = folder;
        this.replay = replay;
        try (InputStream in = Objects.requireNonNull(ReplaySetUp.class.getResourceAsStream("set-up.json"))) {
            RecordedExchange.JSON
                    .readTree(in)
                    .path(file)
                    .properties()
                    .forEach(step -> steps.put(step.getKey(), step.getValue()));
        }
        client.server().subscribe((type, resource, object) -> {
            if (type.equals("ADDED") && resource.equals("namespaces")) {
                fill(object.at("/metadata/name").asText());
            }
        });
        run("start");
    }

    void before(RecordedExchange exchange) throws IOException {
        namespaceOf(exchange);
        run(exchange.name().substring(0, exchange.name().indexOf(' ')));
    }

    Map<String, String> headers(RecordedExchange exchange) {
        Matcher etag = Pattern.compile("If-None-Match: (\\S+)")
                .matcher(exchange.response().path("note").asText());
        if (!etag.find()) {
            return Map.of();
        }
        return Map.of(
                "If-None-Match",
                client.call("GET", exchange.path(), "", exchange.headers()).header("Etag"));
    }

    private void run(String step) throws IOException {
        for (JsonNode call : steps.getOrDefault(step, RecordedExchange.JSON.createArrayNode())) {
            if (!call.has("path")) {
                other(call);
                continue;
            }
            String type = call.path("type").asText("application/json");
            TestClient.Response response = client.call(
                    call.path("method").asText("POST"),
                    call.path("path").asText(),
                    withUids(RecordedExchange.JSON.writeValueAsString(call.path("body"))),
                    Map.of("Content-Type", type, "Authorization", "Bearer admin"));
            if (response.status() >= 300) {
                throw new AssertionError("set-up " + call + " answered " + response.text());
            }
        }
    }

    /** What is no request: time that passes, a watch that opens, another recording's changes, what stands for what. */
    private void other(JsonNode step) throws IOException {
        if (step.has("pass")) {
            client.pass(Duration.parse(step.path("pass").asText()));
        } else if (step.has("open")) {
            replay.open(step.path("open").asInt());
        } else if (step.has("revision")) {
            replay.revision(step.path("revision").asLong());
        } else if (step.has("token")) {
            replay.token(step.path("token").asText(), step.path("list").asText());
        } else if (step.has("recording")) {
            for (RecordedExchange exchange :
                    RecordedExchange.read(folder, step.path("recording").asText())) {
                if (!exchange.method().equals("GET") && exchange.status() < 300) {
                    namespaceOf(exchange);
                    client.call(exchange.method(), exchange.path(), exchange.body(), exchange.headers());
                }
            }
        } else {
            throw new AssertionError("unknown step " + step);
        }
    }

    /** Puts ids of objects in the place of their names in braces: {@code {uid:replicasets.apps/ns/name}}. */
    private String withUids(String text) {
        Matcher reference =
                Pattern.compile("\\{uid:([^/}]+)/([^/}]*)/([^/}]+)}").matcher(text);
        return reference.replaceAll(found -> client.server()
                .get(found.group(1), found.group(2), found.group(3))
                .map(object -> object.at("/metadata/uid").asText())
                .orElseThrow());
    }

    private void namespaceOf(RecordedExchange exchange) {
        Matcher namespace = NAMESPACE.matcher(exchange.path());
        if (namespace.find()
                && !List.of("nope").contains(namespace.group(1))
                && client.server().get("namespaces", "", namespace.group(1)).isEmpty()) {
            create("namespaces", "", namespace.group(1));
        }
    }

    private void fill(String namespace) {
        create("serviceaccounts", namespace, "default");
        for (String name : List.of("openshift-service-ca.crt", "kube-root-ca.crt")) {
            create("configmaps", namespace, name);
        }
    }

    private void create(String resource, String namespace, String name) {
        ObjectNode object = RecordedExchange.JSON.createObjectNode();
        ObjectNode metadata = object.putObject("metadata").put("name", name);
        if (!namespace.isEmpty()) {
            metadata.put("namespace", namespace);
        }
        if (name.equals("kube-root-ca.crt")) {
            metadata.putObject("annotations")
                    .put(
                            "kubernetes.io/description",
                            "Contains a CA bundle that can be used to verify the kube-apiserver when using internal endpoints"
                                    + " such as the internal service IP or kubernetes.default.svc. No other usage is guaranteed"
                                    + " across distributions of Kubernetes clusters.");
            object.putObject("data").put("ca.crt", "<PEM>");
        } else if (name.equals("openshift-service-ca.crt")) {
            metadata.putObject("annotations").put("service.beta.openshift.io/inject-cabundle", "true");
            object.putObject("data").put("service-ca.crt", "");
        }
        client.server().create(resource, object);
    }
}
