package dev.eksdsl.testing.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;

/** Writes typed structures as JSON. Unset members are left out. */
final class JsonWriter {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private JsonWriter() {}

    static ObjectNode structure(SdkPojo pojo) {
        ObjectNode object = JSON.objectNode();
        SetFields.forEach(pojo, (field, value) -> object.set(field.locationName(), value(field, value)));
        return object;
    }

    private static JsonNode value(SdkField<?> field, Object value) {
        if (value instanceof SdkPojo pojo) {
            return structure(pojo);
        }
        if (value instanceof List<?> list) {
            SdkField<?> element = field.getRequiredTrait(ListTrait.class).memberFieldInfo();
            var array = JSON.arrayNode();
            list.forEach(each -> array.add(value(element, each)));
            return array;
        }
        if (value instanceof Map<?, ?> map) {
            SdkField<?> element = field.getRequiredTrait(MapTrait.class).valueFieldInfo();
            var object = JSON.objectNode();
            map.forEach((key, each) -> object.set(key.toString(), value(element, each)));
            return object;
        }
        return single(field, value);
    }

    private static JsonNode single(SdkField<?> field, Object value) {
        if (value instanceof Boolean bool) {
            return JSON.booleanNode(bool);
        }
        if (value instanceof Number) {
            return number(value.toString());
        }
        if (value instanceof Instant instant && Timestamps.isNumberInJson(field)) {
            return number(Timestamps.toSeconds(instant).toPlainString());
        }
        return JSON.textNode(FieldText.format(field, value));
    }

    /** Written as it is: Jackson's own nodes would turn 100 into 1E+2, which is a number but none that clients expect. */
    private static JsonNode number(String digits) {
        return JSON.rawValueNode(new RawValue(digits));
    }
}
