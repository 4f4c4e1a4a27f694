package dev.eksdsl.testing.kubernetes.api;

import dev.eksdsl.testing.kubernetes.api.status.ApiError;
import dev.eksdsl.testing.wire.WireRequest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Every request's way: who is it, may they, and then to discovery, to health, or to the resources. */
final class Requests {

    private final KubernetesApiServer.Options options;
    private final Discovery discovery;
    private final ResourceRequests resources;
    private final Cluster cluster;

    Requests(Cluster cluster, KubernetesApiServer.Options options) {
        this.cluster = cluster;
        this.options = options;
        this.discovery = new Discovery(cluster.types(), options.version());
        this.resources = new ResourceRequests(cluster, options);
    }

    void version(String version) {
        discovery.version(version);
    }

    void handle(WireRequest request, KubernetesApi.Answer answer) {
        String accept = request.header("Accept");
        Reply reply = new Reply(answer, accept.startsWith("application/yaml"));
        try {
            Optional<User> user = options.authenticator().authenticate(request.header("Authorization"));
            if (user.isEmpty()) {
                throw ApiError.of(401, "Unauthorized", "Unauthorized");
            }
            dispatch(Call.of(request, user.get(), cluster.world().now()), options.authorizer(), reply, answer);
        } catch (ApiError e) {
            reply.object(e.code(), e.status());
        }
    }

    /** A request of a user who is known, and was allowed to make it. */
    void repeat(WireRequest request, User user, KubernetesApi.Answer answer) {
        Reply reply = new Reply(answer, false);
        try {
            dispatch(Call.of(request, user, cluster.world().now()), attempt -> Optional.empty(), reply, answer);
        } catch (ApiError e) {
            reply.object(e.code(), e.status());
        }
    }

    private void dispatch(Call call, Authorizer authorizer, Reply reply, KubernetesApi.Answer answer) {
        List<String> segments = call.segments();
        boolean core = segments.size() > 2 && segments.get(0).equals("api");
        boolean grouped = segments.size() > 3 && segments.get(0).equals("apis");
        if (!core && !grouped) {
            authorizePath(call, authorizer);
            if (!discovery.handle(call, reply)) {
                reply.text(404, "404 page not found\n");
            }
            return;
        }
        int resource = core ? 2 : 3;
        if (segments.size() > resource + 1 && segments.get(resource).equals("watch")) {
            dispatch(call.asWatch(resource), authorizer, reply, answer);
            return;
        }
        RequestPath path = RequestPath.of(segments);
        String verb = verb(call, path);
        authorize(call, authorizer, path, verb);
        if (!cluster.types().groups().contains(path.group())) {
            reply.text(404, "404 page not found\n");
            return;
        }
        resources.handle(new ResourceCall(call, path, verb), reply, answer);
    }

    private static String verb(Call call, RequestPath path) {
        boolean collection = path.name().isEmpty();
        return switch (call.method()) {
            case "GET", "HEAD" -> call.flag("watch") ? "watch" : collection ? "list" : "get";
            case "POST" -> "create";
            case "PUT" -> "update";
            case "PATCH" -> "patch";
            case "DELETE" -> collection ? "deletecollection" : "delete";
            default -> throw ApiError.methodNotAllowed();
        };
    }

    private static void authorize(Call call, Authorizer authorizer, RequestPath path, String verb) {
        String resource = path.subresource().isEmpty() ? path.resource() : path.resource() + "/" + path.subresource();
        Optional<String> refusal = authorizer.refusal(
                new Authorizer.Attempt(call.user(), verb, path.group(), resource, path.namespace(), path.name(), ""));
        if (refusal.isEmpty()) {
            return;
        }
        String where =
                path.namespace().isEmpty() ? "at the cluster scope" : "in the namespace \"" + path.namespace() + "\"";
        throw ApiError.forbidden(
                path.group(),
                path.resource(),
                path.name(),
                "User \"" + call.user().name() + "\" cannot " + verb + " resource \"" + resource + "\" in API group \""
                        + path.group() + "\" " + where + suffix(refusal.get()));
    }

    private static void authorizePath(Call call, Authorizer authorizer) {
        String verb = call.method().toLowerCase(Locale.ROOT);
        String path = call.request().path();
        Optional<String> refusal = authorizer.refusal(new Authorizer.Attempt(call.user(), verb, "", "", "", "", path));
        if (refusal.isPresent() && !Discovery.isPublic(path)) {
            throw ApiError.of(
                    403,
                    "Forbidden",
                    "forbidden: User \"" + call.user().name() + "\" cannot " + verb + " path \"" + path + "\""
                            + suffix(refusal.get()),
                    ApiError.details("", "", ""));
        }
    }

    private static String suffix(String reason) {
        return reason.isEmpty() ? "" : ": " + reason;
    }
}
