package dev.eksdsl.testing.kubernetes.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds fields that a JSON text has twice. */
final class DuplicateFields {

    private DuplicateFields() {}

    static List<String> in(String text) {
        List<String> found = new ArrayList<>();
        Deque<Set<String>> open = new ArrayDeque<>();
        try (JsonParser parser = new JsonFactory().createParser(text)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.START_OBJECT) {
                    open.push(new HashSet<>());
                } else if (token == JsonToken.END_OBJECT) {
                    open.pop();
                } else if (token == JsonToken.FIELD_NAME && !open.element().add(parser.currentName())) {
                    String path = parser.getParsingContext().pathAsPointer().toString();
                    found.add("duplicate field \""
                            + path.substring(1).replaceAll("/(\\d+)", "[$1]").replace('/', '.') + "\"");
                }
            }
        } catch (IOException e) {
            // text that is not JSON is refused, in better words, by whoever reads it next
            return List.of();
        }
        return found;
    }
}
