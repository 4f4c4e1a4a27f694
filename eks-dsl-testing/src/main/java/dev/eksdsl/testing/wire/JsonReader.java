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

    private static @Nullable Object value(SdkField<?> field, JsonNode node) {
        if (node.isNull()) {
            return null;
        }
        return switch (field.marshallingType().getKnownType()) {
            case LIST -> list(field, node);
            case MAP -> map(field, node);
            case SDK_POJO -> structure(field, node);
            case INSTANT ->
                node.isNumber() ? Timestamps.fromSeconds(node.decimalValue()) : FieldText.parse(field, node.asText());
            default -> FieldText.parse(field, node.asText());
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
