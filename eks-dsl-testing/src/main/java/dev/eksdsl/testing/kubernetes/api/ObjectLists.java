package dev.eksdsl.testing.kubernetes.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.kubernetes.api.schema.ResourceType;
import dev.eksdsl.testing.kubernetes.api.status.ApiError;
import dev.eksdsl.testing.kubernetes.api.status.Cause;
import dev.eksdsl.testing.kubernetes.api.store.ObjectStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.function.Predicate;

/** Lists objects: selected, in pages, at a revision. */
final class ObjectLists {

    private final Cluster cluster;

    ObjectLists(Cluster cluster) {
        this.cluster = cluster;
    }

    /** The answer to a list request. */
    ObjectNode list(ResourceCall request, ResourceType type) {
        Call call = request.call();
        Predicate<ObjectNode> selector = selector(request, type);
        boolean selected = !call.parameter("labelSelector").isEmpty()
                || !call.parameter("fieldSelector").isEmpty();
        long revision = revision(call);
        String after = "";
        String token = call.parameter("continue");
        if (!token.isEmpty()) {
            if (!call.parameter("resourceVersion").isEmpty()
                    && !call.parameter("resourceVersion").equals("0")) {
                throw ApiError.badRequest("specifying resource version is not allowed when using continue");
            }
            ContinueToken from = ContinueToken.parse(token);
            after = from.start();
            revision = from.revision() < 0 ? cluster.store().revision() : from.revision();
            if (revision < cluster.compacted()) {
                throw expired(after);
            }
        }
        boolean fromCache = call.parameter("resourceVersion").equals("0");
        int limit = fromCache || call.parameter("limit").isEmpty() ? 0 : Integer.parseInt(call.parameter("limit"));
        return page(
                type, objectsAt(type, revision), selector, new Page(revision, after, limit, selected, within(request)));
    }

    /** The objects as they were: what is there now needs no copy. */
    private NavigableMap<String, ObjectNode> objectsAt(ResourceType type, long revision) {
        ObjectStore store = cluster.store();
        return revision >= store.revision() ? store.now(type) : store.at(type, revision);
    }

    private record Page(long revision, String after, int limit, boolean selected, Predicate<ObjectNode> within) {}

    private ObjectNode page(
            ResourceType type, NavigableMap<String, ObjectNode> objects, Predicate<ObjectNode> selector, Page page) {
        List<ObjectNode> items = new ArrayList<>();
        long remaining = 0;
        String last = "";
        for (Map.Entry<String, ObjectNode> entry :
                objects.tailMap(page.after(), false).entrySet()) {
            boolean full = page.limit() > 0 && items.size() == page.limit();
            if (full && page.within().test(entry.getValue())) {
                // whether what follows would be selected is not looked at
                remaining++;
            } else if (!full && selector.test(entry.getValue())) {
                items.add(entry.getValue());
                last = entry.getKey();
            }
        }
        ObjectNode list = listOf(type, items);
        ObjectNode metadata = (ObjectNode) list.get("metadata");
        metadata.put("resourceVersion", Long.toString(page.revision()));
        if (type.custom()) {
            metadata.put("continue", "");
        }
        if (remaining > 0) {
            metadata.put("continue", new ContinueToken(page.revision(), last).text());
            if (!page.selected()) {
                metadata.put("remainingItemCount", remaining);
            }
        }
        return list;
    }

    /** The objects that a request's selectors and namespace take in. */
    List<ObjectNode> matching(ResourceCall request, ResourceType type) {
        return cluster.store().list(type).stream()
                .filter(selector(request, type))
                .toList();
    }

    static Predicate<ObjectNode> selector(ResourceCall request, ResourceType type) {
        String namespace = request.path().namespace();
        String name = request.path().name();
        return LabelSelector.parse(request.call().parameter("labelSelector"))
                .and(FieldSelector.parse(request.call().parameter("fieldSelector"), type))
                .and(object -> namespace.isEmpty()
                        || ObjectMetadata.text(object, "namespace").equals(namespace))
                .and(object ->
                        name.isEmpty() || ObjectMetadata.text(object, "name").equals(name));
    }

    private static Predicate<ObjectNode> within(ResourceCall request) {
        String namespace = request.path().namespace();
        return object ->
                namespace.isEmpty() || ObjectMetadata.text(object, "namespace").equals(namespace);
    }

    ObjectNode listOf(ResourceType type, List<ObjectNode> objects) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("kind", type.kind() + "List").put("apiVersion", type.apiVersion());
        body.putObject("metadata")
                .put("resourceVersion", Long.toString(cluster.store().revision()));
        ArrayNode items = body.putArray("items");
        for (ObjectNode object : objects) {
            ObjectNode item = cluster.presented(type, object);
            items.add(type.custom() ? item : withoutKind(item));
        }
        return body;
    }

    /** A view of the object: it shares what it holds with the store, and is only written out. */
    private static ObjectNode withoutKind(ObjectNode object) {
        ObjectNode item = object.objectNode();
        item.setAll(object);
        item.remove(List.of("kind", "apiVersion"));
        return item;
    }

    private long revision(Call call) {
        String text = call.parameter("resourceVersion");
        String match = call.parameter("resourceVersionMatch");
        if (!match.isEmpty() && text.isEmpty()) {
            throw ApiError.invalid(
                    "meta.k8s.io",
                    "ListOptions",
                    "",
                    List.of(Cause.forbidden(
                            "resourceVersionMatch",
                            "resourceVersionMatch is forbidden unless resourceVersion is provided")));
        }
        long current = cluster.store().revision();
        if (text.isEmpty()) {
            return current;
        }
        long asked;
        try {
            asked = Long.parseUnsignedLong(text);
        } catch (NumberFormatException e) {
            throw ApiError.internal("resourceVersion: Invalid value: \"" + text + "\": strconv.ParseUint: parsing \""
                    + text + "\": invalid syntax");
        }
        if (asked > current) {
            throw ApiError.internal("etcdserver: mvcc: required revision is a future revision");
        }
        if (match.equals("Exact") && asked < cluster.compacted()) {
            throw ApiError.of(410, "Expired", "The resourceVersion for the provided list is too old.");
        }
        return match.equals("Exact") ? asked : current;
    }

    private static ApiError expired(String start) {
        return ApiError.of(
                        410,
                        "Expired",
                        "The provided continue parameter is too old to display a consistent list result. You can start a new list"
                                + " without the continue parameter, or use the continue token in this response to retrieve the remainder"
                                + " of the results. Continuing with the provided token results in an inconsistent list - objects that were"
                                + " created, modified, or deleted between the time the first chunk was returned and now may show up in the"
                                + " list.")
                .withContinue(new ContinueToken(-1, start).text());
    }
}
