package dev.eksdsl.testing.kubernetes.api;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A path to resources, taken apart.
 *
 * @param namespace empty for cluster-scoped resources, and for those of all namespaces
 * @param name empty for a collection
 * @param subresource empty for the object itself
 */
record RequestPath(String group, String version, String namespace, String resource, String name, String subresource) {

    /** The segments of a path, percent-decoded. */
    static List<String> segments(String path) {
        List<String> segments = new ArrayList<>();
        for (String segment : path.split("/")) {
            if (!segment.isEmpty()) {
                segments.add(URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8));
            }
        }
        return segments;
    }

    /** Takes a path of the form {@code /api/v1/...} or {@code /apis/group/version/...} apart; it names a resource. */
    static RequestPath of(List<String> segments) {
        boolean core = segments.get(0).equals("api");
        String group = core ? "" : segments.get(1);
        String version = segments.get(core ? 1 : 2);
        List<String> rest = segments.subList(core ? 2 : 3, segments.size());
        if (rest.get(0).equals("namespaces") && rest.size() > 2 && !isNamespaceSubresource(rest)) {
            return new RequestPath(group, version, rest.get(1), rest.get(2), at(rest, 3), tail(rest, 4));
        }
        String namespace = rest.get(0).equals("namespaces") ? at(rest, 1) : "";
        return new RequestPath(group, version, namespace, rest.get(0), at(rest, 1), tail(rest, 2));
    }

    /** The parameters of a query; of repeated ones the first. */
    static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : query.split("&")) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                parameters.putIfAbsent(decode(name), decode(value));
            }
        }
        return parameters;
    }

    private static boolean isNamespaceSubresource(List<String> rest) {
        return rest.size() == 3 && List.of("status", "finalize").contains(rest.get(2));
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static String at(List<String> list, int index) {
        return index < list.size() ? list.get(index) : "";
    }

    private static String tail(List<String> list, int index) {
        return index < list.size() ? String.join("/", list.subList(index, list.size())) : "";
    }
}
