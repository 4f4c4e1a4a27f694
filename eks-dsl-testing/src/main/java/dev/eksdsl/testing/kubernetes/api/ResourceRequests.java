package dev.eksdsl.testing.kubernetes.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.kubernetes.api.schema.ResourceType;
import dev.eksdsl.testing.kubernetes.api.status.ApiError;
import dev.eksdsl.testing.kubernetes.api.status.Cause;
import java.util.List;

/** Requests to resources: finds the resource and carries out the verb. */
final class ResourceRequests {

    private final Cluster cluster;
    private final ObjectLists lists;
    private final ObjectReader reader;
    private final PatchRequests patches;
    private final ApplyRequests applies;
    private final DeleteRequests deletes;
    private final Watches watches;
    private final Subresources subresources;
    private final Reviews reviews;
    private final Presenter presenter = new Presenter();

    ResourceRequests(Cluster cluster, KubernetesApiServer.Options options) {
        this.cluster = cluster;
        this.lists = new ObjectLists(cluster);
        this.reader = new ObjectReader(cluster);
        this.patches = new PatchRequests(cluster, reader);
        this.applies = new ApplyRequests(cluster);
        this.deletes = new DeleteRequests(cluster, lists);
        this.watches = new Watches(cluster);
        this.subresources = new Subresources(cluster, reader);
        this.reviews = new Reviews(cluster, options);
    }

    void handle(ResourceCall received, Reply reply, KubernetesApi.Answer answer) {
        RequestPath path = received.path();
        ResourceType type = cluster.types()
                .find(path.group(), path.version(), path.resource())
                .orElseThrow(ApiError::noSuchResource);
        if (!path.subresource().isEmpty() && !type.subresources().containsKey(path.subresource())) {
            throw type.custom()
                    ? ApiError.notFound(type.group(), type.plural(), path.name())
                    : ApiError.noSuchResource();
        }
        // a namespace is authorized as if it lay in itself, but lies in none
        ResourceCall request = type.namespaced() ? received : received.atClusterScope();
        if (!path.subresource().isEmpty() && !path.subresource().equals("status")) {
            subresources.handle(request, type, reply);
            return;
        }
        if (!type.verbs().contains(request.verb())) {
            throw ApiError.methodNotAllowed();
        }
        boolean byName = !path.name().isEmpty();
        switch (request.verb()) {
            case "get" -> presenter.object(request.call(), type, get(request, type), reply);
            case "list" -> presenter.list(request.call(), type, lists.list(request, type), reply);
            case "watch" -> watches.watch(request, type, answer);
            case "create" -> {
                if (byName) {
                    throw ApiError.methodNotAllowed();
                }
                if (DefinitionTermination.terminating(type, cluster)) {
                    throw ApiError.of(
                            405,
                            "MethodNotAllowed",
                            "create not allowed while custom resource definition is terminating",
                            ApiError.details("", type.group(), type.plural()));
                }
                reply.object(201, create(request, type, reply));
            }
            case "update" -> {
                if (!byName) {
                    throw ApiError.methodNotAllowed();
                }
                reply.object(200, update(request, type, reply));
            }
            case "delete" -> deletes.delete(request, type, reply);
            case "deletecollection" -> deletes.deleteCollection(request, type, reply);
            case "patch" -> patch(request, type, reply);
            default -> throw ApiError.methodNotAllowed();
        }
    }

    private ObjectNode get(ResourceCall request, ResourceType type) {
        String version = request.call().parameter("resourceVersion");
        long current = cluster.store().revision();
        if (!version.isEmpty() && Long.parseLong(version) > current) {
            throw Watches.tooLarge(version, current);
        }
        return cluster.presented(
                type,
                cluster.require(type, request.path().namespace(), request.path().name()));
    }

    private ObjectNode create(ResourceCall request, ResourceType type, Reply reply) {
        RequestOptions.check(request.call(), "CreateOptions", false);
        ObjectNode object = reader.body(request.call(), type, reply);
        if (Reviews.isReview(type)) {
            return reviews.answer(request.call(), type, object);
        }
        RequestBody.checkNamespace(ObjectMetadata.text(object, "namespace"), request.path());
        return cluster.create(
                type, request.path().namespace(), object, request.call().writeOptions(""));
    }

    private ObjectNode update(ResourceCall request, ResourceType type, Reply reply) {
        RequestOptions.check(request.call(), "UpdateOptions", false);
        RequestPath path = request.path();
        ObjectNode object = reader.body(request.call(), type, reply);
        RequestBody.checkName(object, path);
        ObjectNode before = cluster.require(type, path.namespace(), path.name());
        ObjectMetadata.checkPrecondition(type, object, before);
        if (type.custom() && ObjectMetadata.text(object, "resourceVersion").isEmpty()) {
            throw ApiError.invalid(
                    type.group(),
                    type.plural(),
                    path.name(),
                    List.of(Cause.invalid("metadata.resourceVersion", "0x0", "must be specified for an update")));
        }
        return cluster.update(type, before, object, request.call().writeOptions(path.subresource()));
    }

    private void patch(ResourceCall request, ResourceType type, Reply reply) {
        if (RequestBody.mediaType(request.call()).startsWith("application/apply-patch")) {
            applies.apply(request, type, reply);
        } else {
            reply.object(200, patches.patch(request, type, reply));
        }
    }
}
