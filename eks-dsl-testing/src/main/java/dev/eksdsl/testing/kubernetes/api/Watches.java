package dev.eksdsl.testing.kubernetes.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.kubernetes.api.schema.ResourceType;
import dev.eksdsl.testing.kubernetes.api.status.ApiError;
import dev.eksdsl.testing.kubernetes.api.status.Cause;
import dev.eksdsl.testing.kubernetes.api.store.ObjectStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Opens watches: streams of changes that pass a selector. */
final class Watches {

    private final Cluster cluster;

    Watches(Cluster cluster) {
        this.cluster = cluster;
    }

    void watch(ResourceCall request, ResourceType type, KubernetesApi.Answer answer) {
        Call call = request.call();
        Predicate<ObjectNode> selector = ObjectLists.selector(request, type);
        String version = call.parameter("resourceVersion");
        boolean initialEvents = call.flag("sendInitialEvents");
        checkOptions(call, initialEvents);
        ObjectStore store = cluster.store();
        long from = from(version);
        long forgotten = store.forgotten(type);
        boolean table = Presenter.wantsTable(call);
        answer.begin(200, Map.of("Content-Type", "application/json"));
        WatchStream stream = new WatchStream(cluster, type, selector, answer, table ? call : null);
        if (from > 0 && from < forgotten) {
            stream.send(
                    "ERROR",
                    ApiError.of(410, "Expired", "too old resource version: " + from + " (" + forgotten + ")")
                            .status());
            stream.close();
            return;
        }
        boolean everything = initialEvents || version.isEmpty() || version.equals("0");
        if (everything) {
            store.list(type).stream().filter(selector).forEach(object -> stream.send("ADDED", object));
        } else {
            // a client may be ahead of the server, which then has nothing to tell for a while
            stream.after(from);
            store.since(type, from).forEach(stream::changed);
        }
        boolean bookmarks = call.flag("allowWatchBookmarks");
        if (initialEvents && bookmarks) {
            stream.bookmark(true);
        }
        stream.open(timeout(call), bookmarks);
    }

    /** Without a timeout a watch stays open until the client goes. */
    private static Duration timeout(Call call) {
        String seconds = call.parameter("timeoutSeconds");
        return seconds.isEmpty() ? Duration.ZERO : Duration.ofSeconds(Long.parseLong(seconds));
    }

    private static long from(String version) {
        if (version.isEmpty()) {
            return 0;
        }
        long from;
        try {
            from = Long.parseUnsignedLong(version);
        } catch (NumberFormatException e) {
            throw ApiError.invalid(
                    "",
                    "",
                    "",
                    List.of(Cause.invalid(
                            "resourceVersion",
                            "\"" + version + "\"",
                            "strconv.ParseUint: parsing \"" + version + "\": invalid syntax")));
        }
        return from;
    }

    private static void checkOptions(Call call, boolean initialEvents) {
        String match = call.parameter("resourceVersionMatch");
        if (initialEvents && !match.equals("NotOlderThan")) {
            throw ApiError.invalid(
                    "meta.k8s.io",
                    "ListOptions",
                    "",
                    List.of(Cause.forbidden(
                            "resourceVersionMatch",
                            "sendInitialEvents requires setting resourceVersionMatch to NotOlderThan")));
        }
        if (!initialEvents && !match.isEmpty()) {
            throw ApiError.invalid(
                    "meta.k8s.io",
                    "ListOptions",
                    "",
                    List.of(Cause.forbidden(
                            "resourceVersionMatch",
                            "resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided")));
        }
    }

    static ApiError tooLarge(String version, long current) {
        ObjectNode details = JsonNodeFactory.instance.objectNode();
        ApiError.addCauses(details, List.of(new Cause("ResourceVersionTooLarge", "Too large resource version", "")));
        details.put("retryAfterSeconds", 1);
        return ApiError.of(
                504, "Timeout", "Timeout: Too large resource version: " + version + ", current: " + current, details);
    }
}
