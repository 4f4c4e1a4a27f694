package dev.eksdsl.plan;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.type.TypeFactory;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Writes sets in the order of their texts, so that one plan is written the same in every run. */
final class SortedSets extends StdSerializer<Set<?>> {

    private static final long serialVersionUID = 1L;

    SortedSets() {
        super(TypeFactory.defaultInstance().constructCollectionType(Set.class, Object.class));
    }

    @Override
    public void serialize(Set<?> set, JsonGenerator json, SerializerProvider values) throws IOException {
        List<?> sorted =
                set.stream().sorted(Comparator.comparing(Object::toString)).toList();
        json.writeStartArray();
        for (Object value : sorted) {
            values.defaultSerializeValue(value, json);
        }
        json.writeEndArray();
    }
}
