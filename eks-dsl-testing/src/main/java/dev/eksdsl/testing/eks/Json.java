package dev.eksdsl.testing.eks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** JSON texts, as EKS puts them into the parameters of updates and into schemas. */
final class Json {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    private Json() {}

    static String of(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + value, e);
        }
    }

    static String logging(Collection<String> enabled) {
        return of(Map.of(
                "clusterLogging",
                List.of(Map.of("types", enabled.stream().sorted().toList(), "enabled", true))));
    }
}
