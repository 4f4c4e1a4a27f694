package dev.eksdsl.testing.wire;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An HTTP request as any door of the fake receives it.
 *
 * @param method the HTTP method, upper case
 * @param path the path as sent, still percent-encoded, beginning with a slash
 * @param query the query as sent, without the question mark; empty if there is none
 * @param headers by name, whose case does not matter
 * @param body the whole body; empty if there is none
 */
public record WireRequest(String method, String path, String query, Map<String, List<String>> headers, byte[] body) {

    public WireRequest {
        TreeMap<String, List<String>> caseless = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        caseless.putAll(headers);
        headers = caseless;
    }

    /** The first value of a header, or the empty string. */
    public String header(String name) {
        List<String> values = headers.getOrDefault(name, List.of());
        return values.isEmpty() ? "" : values.get(0);
    }

    /**
     * The same request with its body as it was before it was zipped or chunked for its way.
     *
     * @throws MalformedRequestException if the body is not what the header {@code Content-Encoding} says
     */
    public WireRequest unwrapped() {
        if (header("Content-Encoding").isEmpty()) {
            return this;
        }
        Map<String, List<String>> others = new TreeMap<>(headers);
        others.keySet().removeIf("Content-Encoding"::equalsIgnoreCase);
        return new WireRequest(method, path, query, others, BodyEncoding.decoded(this));
    }
}
