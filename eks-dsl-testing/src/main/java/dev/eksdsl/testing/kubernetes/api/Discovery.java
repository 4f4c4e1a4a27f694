package dev.eksdsl.testing.kubernetes.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.kubernetes.api.schema.ResourceTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The paths that are about the server itself: its version, its health, its groups and resources. */
final class Discovery {

    private static final Set<String> PUBLIC = Set.of("/version", "/healthz", "/livez", "/readyz");

    private final ResourceTypes types;
    private final ResourceLists lists;
    private final AggregatedDiscovery aggregated;
    private final OpenApi openApi;
    private String version;

    Discovery(ResourceTypes types, String version) {
        this.types = types;
        this.lists = new ResourceLists(types);
        this.aggregated = new AggregatedDiscovery(types);
        this.openApi = new OpenApi(types);
        this.version = version;
    }

    /** Whether everybody may read the path. */
    static boolean isPublic(String path) {
        return PUBLIC.contains(path);
    }

    void version(String changed) {
        this.version = changed;
    }

    /** Answers the call; false if the path is not known. */
    boolean handle(Call call, Reply reply) {
        List<String> segments = call.segments();
        if (segments.isEmpty()) {
            reply.object(200, paths());
            return true;
        }
        switch (segments.get(0)) {
            case "version" -> reply.object(200, version());
            case "healthz", "livez", "readyz" -> {
                return HealthChecks.answer(call, reply);
            }
            case "openapi" -> {
                return openApi.handle(call, reply, version);
            }
            case "api" -> api(call, reply);
            case "apis" -> {
                return apis(call, reply);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void api(Call call, Reply reply) {
        if (call.segments().size() == 2) {
            reply.object(200, lists.resources("", "v1"));
        } else if (!aggregated.answer(call, reply, true)) {
            reply.object(200, lists.apiVersions());
        }
    }

    private boolean apis(Call call, Reply reply) {
        List<String> segments = call.segments();
        if (segments.size() == 1) {
            if (!aggregated.answer(call, reply, false)) {
                reply.object(200, lists.groups());
            }
            return true;
        }
        String group = segments.get(1);
        if (!types.groups().contains(group)) {
            return false;
        }
        if (segments.size() == 2) {
            reply.object(200, lists.group(group));
            return true;
        }
        if (!types.versions(group).contains(segments.get(2))) {
            return false;
        }
        reply.object(200, lists.resources(group, segments.get(2)));
        return true;
    }

    private ObjectNode version() {
        String[] parts = version.split("\\.");
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("major", parts[0]).put("minor", parts[1]);
        body.put("gitVersion", "v" + version + (parts.length > 2 ? "" : ".0"));
        body.put("gitCommit", "").put("gitTreeState", "clean").put("buildDate", "1970-01-01T00:00:00Z");
        body.put("goVersion", "go1.24").put("compiler", "gc").put("platform", "linux/amd64");
        return body;
    }

    private ObjectNode paths() {
        List<String> all = new ArrayList<>(List.of(
                "/api", "/api/v1", "/apis", "/apis/", "/openapi/v2", "/openapi/v3", "/openapi/v3/", "/version"));
        for (String kind : List.of("healthz", "livez", "readyz")) {
            all.add("/" + kind);
            HealthChecks.of(kind).forEach(check -> all.add("/" + kind + "/" + check));
        }
        for (String group : types.groups()) {
            if (!group.isEmpty()) {
                all.add("/apis/" + group);
                types.versions(group).forEach(each -> all.add("/apis/" + group + "/" + each));
            }
        }
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode paths = body.putArray("paths");
        all.stream().sorted().forEach(paths::add);
        return body;
    }
}
