package dev.eksdsl.testing.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingKnownType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;

/**
 * Typed structures as JSON for keeping, the same for every protocol: by the names of the model's members, and complete, with
 * members that would travel in a path or a header. Moments are in ISO 8601, blobs in Base64. Thread-safe.
 */
public final class TypedJson {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private TypedJson() {}

    /** The members that are set. */
    public static ObjectNode write(SdkPojo pojo) {
        ObjectNode object = JSON.objectNode();
        SetFields.forEach(pojo, (field, value) -> object.set(field.memberName(), value(field, value)));
        return object;
    }

    private static JsonNode value(SdkField<?> field, @Nullable Object value) {
        if (value == null) {
            return JSON.nullNode();
        }
        if (value instanceof SdkPojo pojo) {
            return write(pojo);
        }
        if (value instanceof List<?> list) {
            SdkField<?> element = field.getRequiredTrait(ListTrait.class).memberFieldInfo();
            ArrayNode array = JSON.arrayNode();
            list.forEach(each -> array.add(value(element, each)));
            return array;
        }
        if (value instanceof Map<?, ?> map) {
            SdkField<?> element = field.getRequiredTrait(MapTrait.class).valueFieldInfo();
            ObjectNode object = JSON.objectNode();
            map.forEach((key, each) -> object.set(key.toString(), value(element, each)));
            return object;
        }
        if (value instanceof Boolean bool) {
            return JSON.booleanNode(bool);
        }
        if (value instanceof Integer || value instanceof Long) {
            return JSON.numberNode(((Number) value).longValue());
        }
        return JSON.textNode(value instanceof Instant ? value.toString() : FieldText.format(field, value));
    }

    /**
     * The typed request of an operation.
     *
     * @throws MalformedRequestException if a member is not one of the operation, or its value not of its type
     */
    public static SdkPojo read(Operation operation, JsonNode members) {
        return structure(operation.newRequest(), members);
    }

    private static SdkPojo structure(SdkPojo builder, JsonNode members) {
        Map<String, SdkField<?>> fields = new LinkedHashMap<>();
        builder.sdkFields().forEach(field -> fields.put(field.memberName(), field));
        members.properties().forEach(member -> {
            SdkField<?> field = fields.get(member.getKey());
            if (field == null) {
                throw new MalformedRequestException("there is no member " + member.getKey());
            }
            field.set(builder, value(field, member.getValue()));
        });
        return Operation.build(builder);
    }

    private static @Nullable Object value(SdkField<?> field, JsonNode node) {
        if (node.isNull()) {
            return null;
        }
        return switch (field.marshallingType().getKnownType()) {
            case LIST -> list(field.getRequiredTrait(ListTrait.class).memberFieldInfo(), node);
            case MAP -> map(field.getRequiredTrait(MapTrait.class).valueFieldInfo(), node);
            case SDK_POJO -> structure(field.constructor().get(), node);
            case INSTANT -> instant(field, node.asText());
            default -> FieldText.parse(field, node.asText());
        };
    }

    private static List<@Nullable Object> list(SdkField<?> element, JsonNode node) {
        List<@Nullable Object> elements = new ArrayList<>();
        node.forEach(child -> elements.add(value(element, child)));
        return elements;
    }

    private static Map<String, @Nullable Object> map(SdkField<?> element, JsonNode node) {
        Map<String, @Nullable Object> entries = new LinkedHashMap<>();
        node.properties().forEach(entry -> entries.put(entry.getKey(), value(element, entry.getValue())));
        return entries;
    }

    private static Instant instant(SdkField<?> field, String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new MalformedRequestException(
                    "the value '%s' of %s is not of type %s"
                            .formatted(text, field.memberName(), MarshallingKnownType.INSTANT),
                    e);
        }
    }
}
