package dev.eksdsl.testing.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingKnownType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;

/** Fills typed builders from JSON. Members that the SDK does not know, and nulls, are ignored. */
final class JsonReader {

    private JsonReader() {}

    static void fill(SdkPojo builder, JsonNode object) {
        for (SdkField<?> field : builder.sdkFields()) {
            if (field.location() == MarshallLocation.PAYLOAD) {
                JsonNode member = object.get(field.locationName());
                if (member != null && !member.isNull()) {
                    field.set(builder, value(field, member));
                }
            }
        }
    }

    static @Nullable Object value(SdkField<?> field, JsonNode node) {
        if (node.isNull()) {
            return null;
        }
        MarshallingKnownType type = field.marshallingType().getKnownType();
        if (!fits(type, node)) {
            throw new MalformedRequestException(
                    "%s_VALUE cannot be converted to %s: %s".formatted(node.getNodeType(), type, field.memberName()));
        }
        return switch (type) {
            case LIST -> list(field, node);
            case MAP -> map(field, node);
            case SDK_POJO -> structure(field, node);
            case INSTANT ->
                node.isNumber() ? Timestamps.fromSeconds(node.decimalValue()) : FieldText.parse(field, node.asText());
            default -> FieldText.parse(field, node.asText());
        };
    }

    /** Services refuse a value of another JSON type, even where it could be converted. */
    private static boolean fits(MarshallingKnownType type, JsonNode node) {
        return switch (type) {
            case LIST -> node.isArray();
            case MAP, SDK_POJO -> node.isObject();
            case STRING, SDK_BYTES -> node.isTextual();
            case BOOLEAN -> node.isBoolean();
            // infinities, and what is not a number, are texts
            case FLOAT, DOUBLE, INSTANT -> node.isNumber() || node.isTextual();
            default -> node.isNumber();
        };
    }

    private static SdkPojo structure(SdkField<?> field, JsonNode node) {
        SdkPojo builder = field.constructor().get();
        fill(builder, node);
        return Operation.build(builder);
    }

    private static List<@Nullable Object> list(SdkField<?> field, JsonNode node) {
        SdkField<?> element = field.getRequiredTrait(ListTrait.class).memberFieldInfo();
        List<@Nullable Object> elements = new ArrayList<>();
        node.forEach(child -> elements.add(value(element, child)));
        return elements;
    }

    private static Map<String, @Nullable Object> map(SdkField<?> field, JsonNode node) {
        SdkField<?> element = field.getRequiredTrait(MapTrait.class).valueFieldInfo();
        Map<String, @Nullable Object> entries = new LinkedHashMap<>();
        node.properties().forEach(entry -> entries.put(entry.getKey(), value(element, entry.getValue())));
        return entries;
    }
}
