package dev.eksdsl.testing.kubernetes.api.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.eksdsl.testing.kubernetes.api.schema.FieldType.Scalar;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Locale;

/** Decodes values without parts; speaks of what does not fit in the words of Go's JSON package. */
final class ScalarDecoder {

    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT);

    private ScalarDecoder() {}

    static JsonNode decode(Scalar type, JsonNode value, StructType owner, String path) {
        boolean fits = switch (type) {
            case STRING, TIME, MICRO_TIME, BYTES -> value.isTextual();
            case INT32, INT64 -> value.isIntegralNumber();
            case DOUBLE -> value.isNumber();
            case BOOL -> value.isBoolean();
            case QUANTITY, INT_OR_STRING -> value.isTextual() || value.isNumber();
        };
        if (!fits) {
            throw mismatch(value, owner, path, type.goName());
        }
        return switch (type) {
            case QUANTITY -> new TextNode(Quantity.parse(value.asText()).toString());
            case TIME ->
                new TextNode(
                        time(value.textValue()).truncatedTo(ChronoUnit.SECONDS).format(DateTimeFormatter.ISO_INSTANT));
            case MICRO_TIME -> new TextNode(time(value.textValue()).format(MICROS));
            case BYTES -> base64(value);
            // one node type for one number, so that equal numbers are equal nodes
            case INT32, INT64 -> value.canConvertToInt() ? IntNode.valueOf(value.intValue()) : value;
            default -> value;
        };
    }

    static IllegalArgumentException mismatch(JsonNode value, StructType owner, String path, String goName) {
        String found = switch (value.getNodeType()) {
            case ARRAY -> "array";
            case BOOLEAN -> "bool";
            case NUMBER -> "number";
            case STRING -> "string";
            default -> "object";
        };
        // Go names the list, not its element
        String field = path.replaceAll("\\[\\d+]", "");
        return new IllegalArgumentException("json: cannot unmarshal " + found + " into Go struct field "
                + owner.simpleName() + "." + field + " of type " + goName);
    }

    private static OffsetDateTime time(String text) {
        try {
            return OffsetDateTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "parsing time \"" + text + "\" as \"2006-01-02T15:04:05Z07:00\": cannot parse \""
                            + text.substring(Math.min(e.getErrorIndex(), text.length())) + "\"");
        }
    }

    private static JsonNode base64(JsonNode value) {
        String text = value.textValue();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!(Character.isLetterOrDigit(c) && c < 128) && "+/=\r\n".indexOf(c) < 0) {
                throw new IllegalArgumentException("illegal base64 data at input byte " + i);
            }
        }
        try {
            Base64.getMimeDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("illegal base64 data at input byte " + text.length());
        }
        return value;
    }
}
