package dev.eksdsl.testing.wire;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Names and values in the form of a URL's query: those of the query itself and of a form body. */
public final class FormFields {

    private final Map<String, List<String>> values = new LinkedHashMap<>();

    private FormFields() {}

    /** The fields of the request's query, and of its body if the body is a form. */
    public static FormFields of(WireRequest request) {
        FormFields fields = new FormFields();
        fields.add(request.query());
        if (request.header("Content-Type").startsWith("application/x-www-form-urlencoded")) {
            fields.add(new String(request.body(), StandardCharsets.UTF_8));
        }
        return fields;
    }

    /** The fields of a URL's query, still encoded. */
    public static FormFields parse(String query) {
        FormFields fields = new FormFields();
        fields.add(query);
        return fields;
    }

    private void add(String encoded) {
        for (String pair : encoded.split("&")) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = decode(equals < 0 ? pair : pair.substring(0, equals));
                String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
                values.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
            }
        }
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new MalformedRequestException("a query or form field is not properly percent-encoded: " + text, e);
        }
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** The field's first value, or the empty string. */
    public String first(String name) {
        return all(name).stream().findFirst().orElse("");
    }

    /** The field's values; empty if it is absent. */
    public List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    Iterable<Map.Entry<String, List<String>>> entries() {
        return values.entrySet();
    }
}
