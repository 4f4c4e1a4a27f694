package dev.eksdsl.testing.eks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** The schema of an add-on's {@code configurationValues}, and the check of values, JSON or YAML, against it. */
final class AddonConfiguration {

    private AddonConfiguration() {}

    /** JSON Schema as DescribeAddonConfiguration gives it: the keys at the top, and no others if they are known. */
    static String schema(AddonCatalogue.Entry entry) {
        Map<String, Object> properties = new TreeMap<>();
        entry.settings().forEach((key, type) -> properties.put(key, Map.of("type", type)));
        return Json.of(Map.of(
                "$schema",
                "http://json-schema.org/draft-06/schema#",
                "type",
                "object",
                "additionalProperties",
                entry.settings().isEmpty(),
                "properties",
                properties));
    }

    static void check(AddonCatalogue.Entry entry, @Nullable String values, Map<String, Object> where) {
        if (values == null || values.isBlank()) {
            return;
        }
        List<String> errors = errors(entry, parse(values, where));
        if (!errors.isEmpty()) {
            throw Refusals.invalidParameter(
                    where,
                    "ConfigurationValue provided in request is not supported: Json schema validation failed with error: "
                            + errors);
        }
    }

    private static List<String> errors(AddonCatalogue.Entry entry, @Nullable Object parsed) {
        if (!(parsed instanceof Map<?, ?> map)) {
            return List.of("$: " + typeOf(parsed) + " found, object expected");
        }
        List<String> errors = new ArrayList<>();
        map.forEach((key, value) -> {
            String expected = entry.settings().get(String.valueOf(key));
            if (entry.settings().isEmpty()) {
                return;
            }
            if (expected == null) {
                errors.add("$." + key
                        + ": is not defined in the schema and the schema does not allow additional properties");
            } else if (!expected.equals(typeOf(value))) {
                errors.add("$." + key + ": " + typeOf(value) + " found, " + expected + " expected");
            }
        });
        return errors;
    }

    private static String typeOf(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof Map) {
            return "object";
        }
        if (value instanceof List) {
            return "array";
        }
        if (value instanceof Boolean) {
            return "boolean";
        }
        return value instanceof Integer || value instanceof Long ? "integer" : "string";
    }

    /** YAML has JSON in it, so one parser reads both. */
    private static @Nullable Object parse(String values, Map<String, Object> where) {
        try {
            return new Load(LoadSettings.builder().build()).loadFromString(values);
        } catch (YamlEngineException e) {
            throw Refusals.invalidParameter(
                    where, "ConfigurationValue provided in request is not supported: it is neither JSON nor YAML");
        }
    }
}
