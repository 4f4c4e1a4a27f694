package dev.eksdsl.testing.wire;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.protocol.MarshallingKnownType;

/** Single values of typed fields as text: in paths, queries, forms and XML. */
final class FieldText {

    private FieldText() {}

    /** The typed value. Timestamps are in ISO 8601 unless the field says otherwise, blobs in Base64. */
    static Object parse(SdkField<?> field, String text) {
        MarshallingKnownType type = field.marshallingType().getKnownType();
        try {
            return switch (type) {
                case STRING -> text;
                case INTEGER -> Integer.valueOf(text);
                case LONG -> Long.valueOf(text);
                case SHORT -> Short.valueOf(text);
                case BYTE -> Byte.valueOf(text);
                case FLOAT -> Float.valueOf(text);
                case DOUBLE -> Double.valueOf(text);
                case BIG_DECIMAL -> new BigDecimal(text);
                case BOOLEAN -> parseBoolean(text);
                case INSTANT -> Timestamps.parse(field, text);
                case SDK_BYTES -> SdkBytes.fromByteArray(Base64.getDecoder().decode(text));
                default -> throw notSingle(field);
            };
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new MalformedRequestException(
                    "the value '%s' of %s is not of type %s".formatted(text, field.memberName(), type), e);
        }
    }

    /** The text of a value that {@link #parse} reads back. */
    static String format(SdkField<?> field, Object value) {
        if (value instanceof Instant instant) {
            return Timestamps.format(field, instant);
        }
        if (value instanceof SdkBytes bytes) {
            ByteBuffer encoded = Base64.getEncoder().encode(bytes.asByteBuffer());
            return new String(encoded.array(), 0, encoded.limit(), StandardCharsets.ISO_8859_1);
        }
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        }
        return value.toString();
    }

    private static boolean parseBoolean(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("neither true nor false");
        };
    }

    private static IllegalStateException notSingle(SdkField<?> field) {
        return new IllegalStateException(field.memberName() + " of type "
                + field.marshallingType().getKnownType() + " cannot stand in a path, a query or a single form field");
    }
}
