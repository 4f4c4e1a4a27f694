package dev.eksdsl.testing.wire;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The path of a REST operation, such as {@code /clusters/{name}/addons/{addonName}}. */
final class UriTemplate {

    /** Puts literal segments before variables, so that {@code /addons/supported-versions} wins over {@code /addons/{x}}. */
    static final Comparator<UriTemplate> MOST_LITERAL_FIRST = Comparator.comparing(
                    (UriTemplate template) -> template.segments.stream()
                            .map(segment -> isVariable(segment) ? "1" : "0")
                            .reduce("", String::concat))
            .thenComparing(template -> String.join("/", template.segments));

    private final List<String> segments;

    UriTemplate(String template) {
        this.segments = split(template);
    }

    /** The variables' values if the path, as sent, fits. */
    Optional<Map<String, String>> match(String path) {
        List<String> sent = split(path);
        if (sent.size() != segments.size()) {
            return Optional.empty();
        }
        Map<String, String> variables = new HashMap<>();
        for (int i = 0; i < sent.size(); i++) {
            String segment = segments.get(i);
            if (isVariable(segment)) {
                variables.put(segment.substring(1, segment.length() - 1), decode(sent.get(i)));
            } else if (!segment.equals(sent.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(variables);
    }

    private static boolean isVariable(String segment) {
        return segment.startsWith("{");
    }

    private static List<String> split(String path) {
        return List.of((path.startsWith("/") ? path.substring(1) : path).split("/", -1));
    }

    private static String decode(String segment) {
        try {
            // in a path, other than in a query, a plus sign stands for itself
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new MalformedRequestException("the path is not properly percent-encoded: " + segment, e);
        }
    }
}
