package dev.eksdsl.testing.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Whether a queue's policy lets a service of AWS send: statements with effect, service principal, action and resource; of
 * conditions those on {@code aws:SourceArn} and {@code aws:SecureTransport}, which services of AWS always keep.
 */
final class QueuePolicy {

    private static final String SOURCE = "aws:sourcearn";
    private static final String TRANSPORT = "aws:securetransport";

    private final List<JsonNode> statements;

    QueuePolicy(String document) {
        this.statements =
                nodes(QueueAttributes.json(document).path("Statement")).toList();
    }

    boolean lets(String service, String sourceArn, String queueArn) {
        return statements.stream().anyMatch(each -> applies(each, "Allow", service, sourceArn, queueArn))
                && statements.stream().noneMatch(each -> applies(each, "Deny", service, sourceArn, queueArn));
    }

    private static boolean applies(
            JsonNode statement, String effect, String service, String sourceArn, String queueArn) {
        return statement.path("Effect").asText().equals(effect)
                && isPrincipal(statement.path("Principal"), service)
                && anyMatches(statement.path("Action"), "sqs:sendmessage", true)
                && anyMatches(statement.path("Resource"), queueArn, false)
                && holds(statement.path("Condition"), sourceArn);
    }

    private static boolean isPrincipal(JsonNode principal, String service) {
        return principal.asText().equals("*")
                || anyMatches(principal.path("AWS"), "*", false) && principal.has("AWS")
                || nodes(principal.path("Service"))
                        .anyMatch(each -> each.asText().equals(service));
    }

    private static boolean holds(JsonNode condition, String sourceArn) {
        return condition.properties().stream()
                .allMatch(operator -> operator.getValue().properties().stream()
                        .allMatch(key -> holds(
                                operator.getKey(), key.getKey().toLowerCase(Locale.ROOT), key.getValue(), sourceArn)));
    }

    private static boolean holds(String operator, String key, JsonNode values, String sourceArn) {
        return switch (key) {
            case SOURCE -> anyMatches(values, sourceArn, false) != operator.contains("Not");
            // services of AWS call over TLS
            case TRANSPORT -> nodes(values).anyMatch(value -> value.asText().equals("true"));
            default -> false;
        };
    }

    private static boolean anyMatches(JsonNode patterns, String text, boolean lowerCase) {
        return nodes(patterns)
                .map(JsonNode::asText)
                .map(pattern -> lowerCase ? pattern.toLowerCase(Locale.ROOT) : pattern)
                .anyMatch(pattern -> glob(pattern).matcher(text).matches());
    }

    private static Pattern glob(String pattern) {
        return Pattern.compile(Pattern.quote(pattern).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q"));
    }

    private static Stream<JsonNode> nodes(JsonNode node) {
        if (node.isArray()) {
            return StreamSupport.stream(node.spliterator(), false);
        }
        return node.isMissingNode() ? Stream.empty() : Stream.of(node);
    }
}
