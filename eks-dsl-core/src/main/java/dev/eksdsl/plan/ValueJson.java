package dev.eksdsl.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleAbstractTypeResolver;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.List;

/** Writes and reads the values that plans are made of: records, and the interfaces whose one implementation is hidden. */
final class ValueJson {

    private final ObjectMapper mapper = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .addModule(valueModule())
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.ALWAYS))
            .build();

    private static SimpleModule valueModule() {
        SimpleModule module = new SimpleModule("eks-dsl-values");
        module.setAbstractTypes(new HiddenImplementations());
        module.addSerializer(new SortedSets());
        return module;
    }

    ObjectNode object() {
        return mapper.createObjectNode();
    }

    JsonNode write(Object value) {
        return mapper.valueToTree(value);
    }

    JsonNode read(String json) throws JsonProcessingException {
        return mapper.readTree(json);
    }

    <T> T read(JsonNode node, Class<T> type) throws JsonProcessingException {
        return mapper.treeToValue(node, type);
    }

    <T> List<T> readList(JsonNode node, Class<T> type) throws JsonProcessingException {
        JavaType list = mapper.getTypeFactory().constructCollectionType(List.class, type);
        return node.isMissingNode() ? List.of() : mapper.treeToValue(node, list);
    }

    /** A sealed interface is read as its implementation: the first that it permits. */
    private static final class HiddenImplementations extends SimpleAbstractTypeResolver {
        private static final long serialVersionUID = 1L;

        @Override
        public JavaType findTypeMapping(DeserializationConfig config, JavaType type) {
            Class<?>[] permitted = type.getRawClass().getPermittedSubclasses();
            return permitted != null && permitted[0].getSimpleName().startsWith("Immutable")
                    ? config.getTypeFactory().constructSpecializedType(type, permitted[0])
                    : super.findTypeMapping(config, type);
        }
    }
}
