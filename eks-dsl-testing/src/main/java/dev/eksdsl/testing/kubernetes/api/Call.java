package dev.eksdsl.testing.kubernetes.api;

import dev.eksdsl.testing.wire.WireRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One request, with its path and query taken apart and its caller known. */
record Call(WireRequest request, List<String> segments, Map<String, String> parameters, User user, Instant received) {

    static Call of(WireRequest request, User user, Instant received) {
        return new Call(
                request, RequestPath.segments(request.path()), RequestPath.parameters(request.query()), user, received);
    }

    String method() {
        return request.method();
    }

    /** A parameter of the query; empty if it is not there. */
    String parameter(String name) {
        return parameters.getOrDefault(name, "");
    }

    boolean flag(String name) {
        String value = parameters.get(name);
        return value != null && !value.equals("false") && !value.equals("0");
    }

    /** Who will manage the fields that this call writes: the parameter, else the client's program. */
    String manager() {
        String manager = parameter("fieldManager");
        if (!manager.isEmpty()) {
            return manager;
        }
        String agent = request.header("User-Agent");
        int slash = agent.indexOf('/');
        return slash > 0 ? agent.substring(0, slash) : agent.isEmpty() ? "unknown" : agent;
    }

    /** The same call as a watch: what {@code /api/v1/watch/pods} is short for. */
    Call asWatch(int wordAt) {
        List<String> rest = new ArrayList<>(segments);
        rest.remove(wordAt);
        Map<String, String> more = new LinkedHashMap<>(parameters);
        more.put("watch", "true");
        return new Call(request, rest, more, user, received);
    }

    boolean dryRun() {
        return parameter("dryRun").equals("All");
    }

    WriteOptions writeOptions(String subresource) {
        return new WriteOptions(manager(), subresource, dryRun(), false);
    }
}
